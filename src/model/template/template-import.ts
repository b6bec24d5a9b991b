import * as v from '../value/schema.js';
import { type Issue, ValidationError } from '../../errors.js';
import { type Template, templateSchema } from './template.js';
import { remedyOf } from '../value/remedies.js';
import { referenceIssues } from './template-references.js';

/** What a template may hold at most. A long one has about 3,000 values. */
const limits = { depth: 16, items: 500, values: 50_000, characters: 2_000_000 };
const issuesTold = 100;

/**
 * A template from a file or another system, checked in full: its size, its shape as the published
 * `journey-template.schema.json` has it (an unknown key is refused), and what a schema cannot say,
 * such as that a step's phase exists. What is given is not changed.
 *
 * @throws ValidationError that names each problem by its path, with the remedy; at most 100.
 *
 * @example
 * ```ts
 * const template = parseTemplate(JSON.parse(await readFile('first-time-manager.json', 'utf8')));
 * ```
 */
export function parseTemplate(input: unknown): Template {
  const tooLarge = sizeIssue(input);
  if (tooLarge) throw refusal([tooLarge]);
  const { template, issues } = readShape(input);
  const broken = template ? referenceIssues(template) : issues;
  if (!template || broken.length > 0) throw refusal(broken);
  return template;
}

/** What the published JSON Schema says, and nothing more: either a template, or where it is not one. */
export function readShape(input: unknown): { readonly template?: Template; readonly issues: readonly Issue[] } {
  const result = v.safeParse(templateSchema, input);
  const issues = [...(result.issues ?? []).map(issueOf), ...unknownKeys(input, result.output)];
  return result.success && issues.length === 0 ? { template: result.output, issues } : { issues };
}

function refusal(issues: readonly Issue[]): ValidationError {
  const told = issues.slice(0, issuesTold);
  const lines = told.slice(0, 3).map(({ path, message }) => `${path || 'template'}: ${message}`);
  return new ValidationError(`This is not a journey template. ${lines.join(' ')}`, told);
}

const issueOf = (issue: v.InferIssue<typeof templateSchema>): Issue => ({
  path: short(v.getDotPath(issue) ?? ''),
  message: issue.received === 'undefined' ? 'Add it: it is needed here.' : long(remedyOf(issue.message)),
});

/** A remedy may list what there is to choose from. */
const long = (text: string): string => (text.length > 600 ? `${text.slice(0, 599)}…` : text);
const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
const join = (path: string, key: string): string => short(path === '' ? key : `${path}.${key}`);

/** The schema leaves out what it does not know, also where it finds other faults: what is missing from its output is unknown. */
function unknownKeys(input: unknown, output: unknown, path = ''): readonly Issue[] {
  if (!isHolder(input) || !isHolder(output) || input === output) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    Object.hasOwn(output, key)
      ? unknownKeys(value, output[key], join(path, key))
      : [{ path: join(path, key), message: 'Remove it: a template has no such key here.' }],
  );
}

function sizeIssue(input: unknown): Issue | undefined {
  const waiting: [value: unknown, path: string, depth: number][] = [[input, '', 0]];
  let values = 0;
  let characters = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, path, depth] = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (isHolder(value)) {
      if (depth === limits.depth) return { path, message: `Nest less: ${limits.depth} levels at most.` };
      const entries = Object.entries(value);
      if (Array.isArray(value) && entries.length > limits.items) {
        return { path, message: `Shorten it: ${limits.items} items at most.` };
      }
      for (const [key, inner] of entries) {
        characters += key.length;
        waiting.push([inner, join(path, key), depth + 1]);
      }
    }
    if (values + waiting.length > limits.values || characters > limits.characters) {
      return { path: '', message: `Shorten it: ${limits.values} values and ${limits.characters} characters at most.` };
    }
  }
  return undefined;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
