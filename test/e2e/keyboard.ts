import assert from 'node:assert/strict';
import type { CDPSession, KeyInput, Page } from 'puppeteer-core';
import { patienceMs } from './support.js';

/** What has the focus, as assistive technology is told. */
export interface Focus {
  readonly role: string;
  readonly name: string;
}

/** Someone at a keyboard without a pointer, who has to see where they are after every key. */
export interface Keyboard {
  press(key: KeyInput): Promise<Focus>;
  /** Goes on with Tab, or back with Shift+Tab, until the control is reached; gives what was passed on the way. */
  tabTo(role: string, name: string | RegExp, way?: 'on' | 'back'): Promise<readonly Focus[]>;
  /** Goes there and uses it. */
  use(role: string, name: string | RegExp, way?: 'on' | 'back'): Promise<Focus>;
  type(words: string): Promise<void>;
  /** Settles when the focus is there without a key, as when something opened. */
  isOn(role: string, name: string | RegExp): Promise<void>;
}

/** More stops than any page here has. */
const maxStops = 90;

/** Where the focus is, through every shadow root, and whether a reader sees it. It is sent to the page as it is. */
const lookAtFocus = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!element || element === document.body) return { isLost: true, isVisible: false, isInSight: false };
  const rings = (node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  };
  // A radio drawn as its label shows the ring there.
  const shown = [element, element.nextElementSibling, element.closest('label')].filter(Boolean);
  const box = (shown.find(rings) ?? element).getBoundingClientRect();
  return {
    isLost: false,
    isVisible: element.matches(':focus-visible') && shown.some(rings),
    isInSight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
})()`;

interface Look {
  readonly isLost: boolean;
  readonly isVisible: boolean;
  readonly isInSight: boolean;
}

const isNamed = ({ role, name }: Focus, wantedRole: string, wanted: string | RegExp): boolean =>
  role === wantedRole && (typeof wanted === 'string' ? name === wanted : wanted.test(name));

export async function takeKeyboard(page: Page): Promise<Keyboard> {
  const devtools: CDPSession = await page.createCDPSession();
  const look = (): Promise<Look> => page.evaluate(lookAtFocus) as Promise<Look>;

  async function focus(): Promise<Focus> {
    const expression = `(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; })()`;
    const { result } = await devtools.send('Runtime.evaluate', { expression });
    const { nodes } = await devtools.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId ?? '',
      fetchRelatives: false,
    });
    await devtools.send('Runtime.releaseObject', { objectId: result.objectId ?? '' });
    const said = (value: unknown): string => String(value ?? '').replaceAll(/[\s\u00a0\u202f]+/g, ' ');
    return { role: said(nodes[0]?.role?.value), name: said(nodes[0]?.name?.value) };
  }

  /** Where it is once what the key did is drawn; it has to be somewhere, and to be seen. */
  async function seen(after: string): Promise<Focus> {
    const isWell = ({ isLost, isVisible, isInSight }: Look): boolean => !isLost && isVisible && isInSight;
    for (
      const end = Date.now() + patienceMs;
      !isWell(await look());
      await page.evaluate(() => new Promise(requestAnimationFrame))
    ) {
      if (Date.now() > end)
        assert.fail(
          `After ${after} the focus is on ${JSON.stringify(await focus().catch(() => 'nothing'))}: ${JSON.stringify(await look())}`,
        );
    }
    return focus();
  }

  const keyboard: Keyboard = {
    async press(key) {
      await page.keyboard.press(key);
      return seen(key);
    },
    async tabTo(role, name, way = 'on') {
      const passed: Focus[] = [];
      for (let stop = 0; stop < maxStops; stop++) {
        if (way === 'back') await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        if (way === 'back') await page.keyboard.up('Shift');
        const at = await seen(
          `Tab number ${stop + 1} towards ${role} ${name}, past ${passed.map((one) => `${one.role} "${one.name}"`).join(', ')}`,
        );
        if (isNamed(at, role, name)) return passed;
        passed.push(at);
      }
      return assert.fail(`No ${role} ${name} among ${passed.map((one) => `${one.role} "${one.name}"`).join(', ')}`);
    },
    async use(role, name, way) {
      await keyboard.tabTo(role, name, way);
      return keyboard.press('Enter');
    },
    async type(words) {
      await page.keyboard.type(words);
      await seen('typing');
    },
    async isOn(role, name) {
      let at = await focus().catch(() => undefined);
      for (
        const end = Date.now() + patienceMs;
        !at || !isNamed(at, role, name);
        at = await focus().catch(() => undefined)
      ) {
        if (Date.now() > end) assert.fail(`The focus is on ${JSON.stringify(at)} and not on ${role} ${name}`);
      }
      await seen(`what put it on ${role} ${name}`);
    },
  };
  return keyboard;
}
