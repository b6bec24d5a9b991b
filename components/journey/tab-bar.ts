import { nothing } from 'lit';
import type { JourneyView } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { type Tab, tabsFor } from './tabs.js';

/** The way from tab to tab, and the button of the moment for who may press it. */
export function tabBar(
  journey: JourneyView,
  open: Tab,
  messages: MessageController,
  { go, raise }: { readonly go: (tab: string) => void; readonly raise: () => void },
) {
  const offered = tabsFor(journey);
  const canRaise =
    journey.me.role === 'coachee' && journey.me.state === 'active' && (journey.takesWords ?? 'all') === 'all';
  return html`<nav part="places" aria-label=${messages.text('places')} class=${offered.length > 1 || canRaise ? `${open.id}-open` : 'single'}>
    ${
      offered.length > 1
        ? offered.map(
            (tab) =>
              html`<button type="button" class="place" aria-current=${tab === open ? 'page' : nothing} @click=${() => go(tab.id)}>${icon(tab.icon)}<span>${messages.text(tab.label)}</span></button>`,
          )
        : nothing
    }
    ${canRaise ? html`<button type="button" class="place now" @click=${raise}>${icon('knot')}<span>${messages.text('challengeShort')}</span></button>` : nothing}
  </nav>`;
}
