import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { furtherSchemas } from '../../../src/model/scope/further-records.js';
import * as loaders from '../../../src/model/scope/load-schemas.js';
import { scopeRules } from '../../../src/model/scope/scope-rules.js';

const { coachFile, ...others } = loaders;
const byKind = { ...others, 'coach-file': coachFile };
const furtherKinds = Object.keys(byKind) as readonly (keyof typeof byKind)[];

const fileOf = (kind: string): string => `src/model/scope/kinds/${kind}-schemas.ts`;

/** All that comes with these files: what they import in so many words, types aside, and nothing that is fetched later. */
function comesWith(...files: readonly string[]): ReadonlySet<string> {
  const found = new Set(files);
  for (const file of found) {
    assert.ok(existsSync(file), file);
    for (const [statement, specifier = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?'(\.[^']+)'/gm,
    ))
      if (!/^(?:import|export) type\b/.test(statement))
        found.add(normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts'));
  }
  return found;
}

test('[SP6] nothing of another kind than journeys and templates comes with an entry', () => {
  for (const entry of ['src/index.ts', 'components/define.ts', 'components/cdn-start.ts']) {
    const found = comesWith(entry);
    assert.ok(found.has('src/model/journey/journey.ts'), `${entry} was followed`);
    assert.deepEqual(
      [...found].filter(
        (file) =>
          /^src\/model\/(?:programme\/|scope\/(?:kinds|further-records)|people\/(?:coach-file|coaching|settings))/.test(
            file,
          ) || ['src/model/journey/highlight.ts', 'src/model/conversation/note.ts'].includes(file),
      ),
      [],
      entry,
    );
  }
});

test('[SP6] the schemas of each kind come by themselves, without those of another', async () => {
  const entry = comesWith('src/index.ts');
  for (const kind of furtherKinds) {
    const own = [...comesWith(fileOf(kind))].filter((file) => !entry.has(file));
    assert.ok(own.includes(fileOf(kind)));
    for (const other of furtherKinds.filter((one) => one !== kind)) {
      const both = [...comesWith(fileOf(other))].filter((file) => own.includes(file));
      assert.deepEqual(both, [], `${kind} and ${other}`);
    }
    const schemas = Object.keys(await byKind[kind]());
    assert.deepEqual(
      schemas.filter((type) => !Object.hasOwn(scopeRules[kind].homes, type)),
      [],
      `${kind} holds what it loads`,
    );
  }
});

test('[SP6] every record that a first screen does without is of one kind that loads it', async () => {
  const loaded = (await Promise.all(furtherKinds.map((kind) => byKind[kind]()))).flatMap((schemas) =>
    Object.keys(schemas),
  );
  assert.deepEqual(loaded.toSorted(), Object.keys(furtherSchemas).toSorted());
});
