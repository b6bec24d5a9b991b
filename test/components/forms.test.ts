import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const sources = readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(`components/${file}`, 'utf8') }));
const openings = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/<form\b(?:[^>]|=>)*>/g)].map(([tag]) => ({ file, tag })),
);

test('no form waits for a submission, which a sandboxed frame ends before it is told, and none can leave the page by one', () => {
  assert.ok(openings.length >= 9, String(openings.length));
  for (const { file, tag } of openings) assert.match(tag, /method="dialog"/, file);
  for (const { file, text } of sources) assert.doesNotMatch(text, /@submit|SubmitEvent/, file);
});

test('no field has a length by which a browser cuts what is pasted without a word', () => {
  for (const { file, text } of sources) assert.doesNotMatch(text, /maxlength=/i, file);
});
