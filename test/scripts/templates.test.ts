import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import type { Plugin } from 'rollup';

describe('what a build leaves of the white space in templates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-templates-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What a template holds once it was built. */
  async function built(code: string): Promise<string> {
    const { templates } = (await import(pathToFileURL('scripts/rollup-templates.mjs').href)) as { templates(): Plugin };
    const file = join(folder, 'build/components/one.js');
    mkdirSync(join(folder, 'build/components'), { recursive: true });
    writeFileSync(file, `export default ${code};`);
    const bundle = await rollup({ input: file, external: ['lit'], treeshake: false, plugins: [templates()] });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    return /`([^]*)`/.exec(output[0].code)?.[1] ?? '';
  }

  it('keeps a space between words, also first and last', async () => {
    assert.equal(await built('html` · <b>${late}</b> `'), ' · <b>${late}</b> ');
    assert.equal(await built('html`${time} · `'), '${time} · ');
  });

  it('makes one space of a line break, and none at either end', async () => {
    assert.equal(await built('html`\n    <p>${one}\n      ${two}</p>\n  `'), '<p>${one} ${two}</p>');
  });
});
