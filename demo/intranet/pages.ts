import { Hono } from 'hono';
import { createAssets } from '../assets.js';
import type { Scenario } from '../scenario.js';
import type { Session } from '../session.js';
import { renderHomePage } from './home-page.js';
import { renderPeoplePage } from './people-page.js';
import { renderWelcomePage } from './welcome-page.js';
import { createVisitor, readWish } from './visitor.js';

/** As strict as an intranet can be: only its own files, no inline script or style, Trusted Types enforced. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types lit-html";

/** Everything of the host: its pages, its files and its session. Cordée's own routes are not here. */
export function createPages(scenario: Scenario, session: Session, now: () => number): Hono {
  const app = new Hono();
  const serveAsset = createAssets();
  const personOf = (id: string | undefined) => scenario.people.find((person) => person.id === id);

  const page = (html: string) =>
    new Response(html, {
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': pagePolicy,
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    });

  app.get('/', (context) => {
    const wish = readWish(new URL(context.req.url).searchParams);
    const accepted = /^\s*fr\b/i.test(context.req.header('accept-language') ?? '') ? 'fr' : 'en';
    return page(renderPeoplePage(scenario, wish.lang ?? accepted, wish));
  });

  app.get('/as/:person', (context) => {
    const person = personOf(context.req.param('person'));
    if (!person) return context.notFound();
    return page(
      renderHomePage(createVisitor(person, scenario, readWish(new URL(context.req.url).searchParams), now())),
    );
  });

  app.get('/welcome', (context) => {
    const wish = readWish(new URL(context.req.url).searchParams);
    const accepted = /^\s*fr\b/i.test(context.req.header('accept-language') ?? '') ? 'fr' : 'en';
    return page(renderWelcomePage(wish.lang ?? accepted, wish));
  });

  app.get('/session/token', async (context) => {
    const person = personOf(context.req.query('as'));
    if (!person) return context.json({ error: 'Nobody has this name here.' }, 404);
    const seconds = Number(context.req.query('seconds'));
    context.header('cache-control', 'no-store');
    return context.json({ token: await session.signToken(person, { seconds: seconds > 0 ? seconds : undefined }) });
  });

  app.get('*', async (context, next) => serveAsset(context.req.raw) ?? next());
  return app;
}
