// What an adapter says of itself, without running the browser code that it imports.
import { readFileSync } from 'node:fs';

/** The `about` of a candidate: a literal, so that it can be read here. */
export function aboutIn(file) {
  const code = readFileSync(file, 'utf8');
  const literal = /export const about = (\{[^]*?\});/.exec(code)?.[1];
  if (literal === undefined) throw new Error(`${file} has no "export const about = { … };".`);
  const value = (name) => new RegExp(`\\b${name}: '([^']*)'`).exec(literal)?.[1];
  const list = (name) => {
    const items = new RegExp(`\\b${name}: \\[([^\\]]*)\\]`).exec(literal)?.[1] ?? '';
    return [...items.matchAll(/'([^']+)'/g)].map(([, item]) => item);
  };
  return {
    name: value('name'),
    label: value('label'),
    package: value('package'),
    durabilities: list('durabilities'),
    forced: list('forced'),
  };
}
