import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, write } from './acts.js';
import { cordeeTag, openHostPage } from './host-page.js';
import { seesText, useStage } from './support.js';

const stage = useStage();
const page = (before: string, embed = cordeeTag()): string =>
  `<!doctype html><html lang="fr"><title>A page</title><script>${before}</script><script type="module" src="/cordee.js"></script><main>${embed}</main>`;

/** What old libraries and careful pages do to the browser's own objects, as they do it. */
const bearable: Readonly<Record<string, string>> = {
  'Array.prototype.toJSON, as Prototype.js 1.6 has it': `
    Array.prototype.toJSON = function () { return '[' + this.map(function (one) { return Object(one).toJSON ? one.toJSON() : String(one); }).join(', ') + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };`,
  'an each on every object': `
    ['each', 'extend', 'clone', 'forEach', 'isEqual', 'merge', 'has', 'map', 'undo', 'onProgress', 'onLost', 'kept', 'digests', 'isThere'].forEach(function (name) { Object.prototype[name] = function () { if (/\\/chunks\\//.test(new Error().stack)) throw new Error(name); }; });`,
  'Prototype.js 1.7': `
    function $A(given) { if (!given) return []; if ('toArray' in Object(given)) return given.toArray(); var length = given.length || 0, all = new Array(length); while (length--) all[length] = given[length]; return all; }
    Array.from = $A;
    ['each', 'toArray', 'entries', 'clone'].forEach(function (name) { Array.prototype[name] = function (run) { return name === 'each' ? this.forEach(run) : this.slice(0); }; });
    Array.prototype.include = Array.prototype.includes; Array.prototype.size = function () { return this.length; };
    HTMLElement.prototype.update = function (html) { this.textContent = html; return this; };
    HTMLElement.prototype.visible = function () { return true; }; HTMLElement.prototype.select = function () { return []; };`,
  'MooTools 1.6': `
    window.Event = function DOMEvent(event) { if (event instanceof DOMEvent) return event; this.event = event; this.type = event && event.type; };
    window.Request = function Request() {};
    Array.from = function (item) { return item == null ? [] : (typeof item === 'object' && 'length' in item) ? Array.prototype.slice.call(item) : [item]; };
    Function.prototype.bind = (function (native) { return function () { return native.apply(this, arguments); }; })(Function.prototype.bind);`,
};

for (const [what, before] of Object.entries(bearable)) {
  test(`in a page with ${what}, everything is drawn and what is written is sent as it is`, async (t) => {
    const { page: tab, lines } = await openHostPage(t, stage.browser, stage.demo.url, { html: page(before) });
    await seesText(tab, /Semaine 11 sur 26/);
    await seesText(tab, /Tout est envoyé/);
    const drawn = await tab.evaluate(
      () =>
        document
          .querySelector('cordee-journey')
          ?.shadowRoot?.querySelector('cordee-journey-path')
          ?.shadowRoot?.querySelectorAll('svg path[d*=L]').length,
    );
    assert.ok(drawn, 'the path is drawn');
    const words = `Dit dans une page étrange (${what}).`;
    await press(tab, 'Défi du moment');
    await write(tab, words);
    await press(tab, 'Poser ce défi');
    await seesText(tab, /Dit dans une page étrange .{0,120}?envoyé/);
    await press(tab, 'Objectifs');
    await seesText(tab, /Un écart vaut une conversation|Ce que je vise/);
    assert.deepEqual(
      lines.filter((line) => /^(error|warn|uncaught)/.test(line)),
      [],
    );
    // Another device reads what was sent.
    const other = await openHostPage(t, stage.browser, stage.demo.url, { html: page('') });
    await seesText(other.page, new RegExp(words.replaceAll(/[().]/g, '\\$&')));
    await other.page.close();
  });
}

/** What it cannot work under: each says what is needed, once. */
const unbearable: readonly (readonly [what: string, before: string, policy: string | undefined, line: RegExp])[] = [
  [
    'a frozen Error.prototype',
    'Object.freeze(Error.prototype);',
    undefined,
    /\[cordee\] This page keeps Cordée from starting: .*Load Cordée before what freezes/,
  ],
  [
    "trusted-types 'none'",
    '',
    "trusted-types 'none'; require-trusted-types-for 'script'",
    /\[cordee\] This page keeps Cordée from starting: .*trusted-types lit-html/,
  ],
];

for (const [what, before, policy, line] of unbearable) {
  test(`under ${what} a classic script says the same`, async (t) => {
    const html = page(before).replace('<script type="module" src="/cordee.js">', '<script src="/cordee.iife.js">');
    const { page: tab, lines } = await openHostPage(t, stage.browser, stage.demo.url, {
      html,
      ...(policy ? { policy } : {}),
    });
    await seesText(tab, /Cordée ne peut pas s’afficher ici : un réglage de cette page l’en empêche/);
    assert.equal(lines.filter((one) => line.test(one)).length, 1, lines.join('\n'));
  });
  for (const embed of [
    cordeeTag(),
    '<div data-cordee="journey" data-token-url="/session/token?as=ines"></div>',
    cordeeTag('ines', 'acme-journey'),
  ]) {
    test(`under ${what} the person reads one sentence in place of ${embed.slice(0, 15)}…, and the developer one line`, async (t) => {
      const { page: tab, lines } = await openHostPage(t, stage.browser, stage.demo.url, {
        html: page(before, embed),
        ...(policy ? { policy } : {}),
      });
      await seesText(tab, /Cordée ne peut pas s’afficher ici : un réglage de cette page l’en empêche/);
      assert.equal(lines.filter((one) => line.test(one)).length, 1, lines.join('\n'));
    });
  }
}

test('what a page replaces after Cordée has started does no harm', async (t) => {
  const { page: tab, lines } = await openHostPage(t, stage.browser, stage.demo.url, { html: page('') });
  await seesText(tab, /Semaine 11 sur 26/);
  await tab.evaluate(
    Object.entries(bearable)
      .map(([, before]) => `(function () {${before}})();`)
      .join('\n') + 'Object.freeze(Error.prototype);',
  );
  await press(tab, 'Objectifs');
  await seesText(tab, /Un écart vaut une conversation|Ce que je vise/);
  await press(tab, 'Forum');
  await seesText(tab, /Peu de questions/);
  assert.deepEqual(
    lines.filter((one) => /^(error|uncaught)/.test(one)),
    [],
  );
});
