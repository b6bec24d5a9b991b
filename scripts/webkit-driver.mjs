// One WebKitGTK window, spoken to in W3C WebDriver over fetch: no webdriverio, and no driver is downloaded.
// apt-get install --no-install-recommends webkit2gtk-driver xvfb
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** WebDriver names these keys by places of their own in Unicode. */
const keyCodes = {
  Backspace: 0xe003,
  Tab: 0xe004,
  Enter: 0xe007,
  Shift: 0xe008,
  Control: 0xe009,
  Alt: 0xe00a,
  Escape: 0xe00c,
  PageUp: 0xe00e,
  PageDown: 0xe00f,
  End: 0xe010,
  Home: 0xe011,
  ArrowLeft: 0xe012,
  ArrowUp: 0xe013,
  ArrowRight: 0xe014,
  ArrowDown: 0xe015,
  Delete: 0xe017,
  Meta: 0xe03d,
};
const miniBrowsers = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);

const keyOf = (name) => {
  if (name === 'Space') return ' ';
  return name in keyCodes ? String.fromCharCode(keyCodes[name]) : name;
};

/** `Control+a` is Control down, a, Control up. */
export function strokesOf(combination) {
  if (combination.length === 1) return [['press', combination]];
  const names = combination.split('+');
  const last = names.pop();
  return [...names.map((name) => ['keyDown', name]), ['press', last], ...names.map((name) => ['keyUp', name])];
}

export const keyActions = (strokes) =>
  strokes.flatMap(([type, name]) => {
    const value = keyOf(name);
    return type === 'press'
      ? [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]
      : [{ type, value }];
  });

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}

/** One WebDriver session with everything it needs running. */
export function createWebkitDriver({
  driver = 'WebKitWebDriver',
  binary = process.env.WEBKIT_MINIBROWSER ?? miniBrowsers.find(existsSync),
  width = 1280,
  height = 900,
} = {}) {
  if (!binary || !existsSync(binary))
    throw new Error('No WebKit found: apt-get install webkit2gtk-driver xvfb, or set WEBKIT_MINIBROWSER');
  const processes = [];
  let base;
  let session;

  function run(command, args, env) {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: 'ignore', env });
      processes.push(child);
      child.once('spawn', resolve);
      child.once('error', ({ message }) =>
        reject(new Error(`${command}: ${message} (apt-get install webkit2gtk-driver xvfb)`)),
      );
    });
  }

  async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    });
    const { value } = await response.json();
    if (value?.error) throw new Error(`WebDriver ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  async function whenListening() {
    for (let attempt = 0; ; attempt++) {
      try {
        return await call('GET', '/status');
      } catch (error) {
        if (attempt > 50) throw error;
        await wait(100);
      }
    }
  }

  const send = (method, path, body) => call(method, session + path, body);
  return {
    send,
    async start() {
      const env = { ...process.env };
      if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
        env.DISPLAY = `:${100 + Math.floor(Math.random() * 800)}`;
        await run('Xvfb', [env.DISPLAY, '-screen', '0', '1920x1400x24', '-nolisten', 'tcp'], env);
        await wait(700);
      }
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      await run(driver, [`--port=${port}`, '--host=127.0.0.1'], env);
      await whenListening();
      const options = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
      const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: options } });
      session = `/session/${sessionId}`;
      await send('POST', '/timeouts', { script: 60_000, pageLoad: 60_000 });
      await send('POST', '/window/rect', { x: 0, y: 0, width, height });
    },
    async stop() {
      try {
        if (session) await call('DELETE', session);
      } catch {
        // It is gone already.
      }
      for (const child of processes.toReversed()) child.kill();
    },
  };
}
