import { defineElement } from './define-element.js';
import { tryLater } from '../client/try-later.js';

/** Elements whose code is fetched later than the first screen: their names, and what brings them. */
export interface Part {
  readonly names: readonly string[];
  readonly load: () => Promise<{ readonly elements: Readonly<Record<string, CustomElementConstructor>> }>;
}

type State = 'absent' | 'arriving' | 'there' | 'failed';

const parts: Part[] = [];
const states = new Map<Part, State>();
const tries = new Map<Part, number>();
const listeners = new Set<() => void>();

/** Elements that are fetched when one of them is first drawn, at the latest when the page has been idle online; those in the page at once. */
export function addParts(added: readonly Part[], isInPage: (name: string) => boolean): void {
  parts.push(...added);
  for (const part of added) if (part.names.some(isInPage)) void fetchPart(part);
  whenIdle(fetchAll);
}

/** Fetches the element of that name, unless it is there. */
export function needElement(name: string): void {
  const part = parts.find(({ names }) => names.includes(name));
  if (part) void fetchPart(part);
}

/** Whether it is there: what can wait is drawn then, and not before. Where nothing is fetched later, all is there. */
export const isThere = (name: string): boolean => {
  const part = parts.find(({ names }) => names.includes(name));
  return part === undefined || states.get(part) === 'there';
};

/** Whether an element that was asked for could not be fetched. */
export const isUnreachable = (name: string): boolean =>
  parts.some((part) => part.names.includes(name) && states.get(part) === 'failed');

/** Calls back when a part has failed or arrived, until what is returned is called. */
export function watchParts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function fetchPart(part: Part): Promise<void> {
  const state = states.get(part);
  if (state === 'arriving' || state === 'there') return;
  states.set(part, 'arriving');
  try {
    const { elements } = await part.load();
    for (const [name, element] of Object.entries(elements)) defineElement(name, element);
    states.set(part, 'there');
  } catch {
    states.set(part, 'failed');
    const tried = tries.get(part) ?? 0;
    tries.set(part, tried + 1);
    tryLater(() => void fetchPart(part), tried);
  }
  for (const listener of listeners) listener();
}

/** What is fetched while there is a network can be opened when there is none. */
function fetchAll(): void {
  if (navigator.onLine) for (const part of parts) void fetchPart(part);
  else addEventListener('online', fetchAll, { once: true });
}

function whenIdle(run: () => void): void {
  const later = (): void => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 5_000 });
    // Safari.
    else setTimeout(run, 1_000);
  };
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
