import { readFileSync } from 'node:fs';
import type { Template } from '../../../src/model/template/template.js';
import { parseTemplate } from '../../../src/model/template/template-import.js';

const root = new URL('../../../../', import.meta.url);

/** A file of the repository, parsed. */
export const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

export const templateNames = ['first-time-manager', 'peer-onboarding', 'women-in-tech-mentoring'] as const;

// What a test spoils has no type.
// oxlint-disable-next-line typescript/no-explicit-any
export type Raw = Record<string, any>;

/** One of the three real templates as it is written, ready to be spoilt. */
export const rawTemplate = (name: (typeof templateNames)[number]): Raw =>
  readJson(`demo/content/templates/${name}.json`) as Raw;

export const realTemplate = (name: (typeof templateNames)[number] = 'first-time-manager'): Template =>
  parseTemplate(rawTemplate(name));

/** A copy of a template with some of its steps rewritten, as a next version. */
export function nextVersion(template: Template, change: (draft: Template) => void, version = '1.5.0'): Template {
  const draft = structuredClone(template);
  draft.version = version;
  draft.changelog.push({
    version,
    date: '2026-11-01',
    synthetic: true,
    change: { en: 'A change.', fr: 'Un changement.' },
    because: { en: 'A reason.', fr: 'Une raison.' },
  });
  change(draft);
  return parseTemplate(JSON.parse(JSON.stringify(draft)));
}
