import type { Env } from '../../src/env.js';
import { scopeIdOf, scopeKindOf } from '../../src/model/scope/scope-kind.js';
import type { Id } from '../../src/model/value/ids.js';
import type { Pokes } from './pokes.js';

/** The pulls of all who read one scope are spread over so long, at most. */
export const spreadMs = 60_000;
/** A few readers are told at once; five thousand within a minute. */
const perReaderMs = 12;

interface Followed {
  /** Up to here its readers on this node were told. */
  rev: number;
  readonly people: Set<Id>;
  /** Who is told soon. */
  readonly due: Set<Id>;
}

/**
 * [SP9] Wakes the readers of scopes that grants open: by scope, and not by looking up who reads it. One signal tells a
 * node that a scope moved; the node tells the streams that follow it, each at a moment of its own, so that five
 * thousand devices do not pull at once.
 */
export class ScopeWakes {
  readonly #env: Pick<Env, 'after' | 'random'>;
  readonly #pokes: Pokes;
  readonly #scopes = new Map<string, Map<string, Followed>>();

  constructor(env: Pick<Env, 'after' | 'random'>, pokes: Pokes) {
    this.#env = env;
    this.#pokes = pokes;
  }

  /** Before a stream opens: from what its device will then pull, every later change is told. */
  follow(tenant: string, person: Id, scopes: readonly { readonly journey: string; readonly rev: number }[]): void {
    const ofTenant = this.#scopes.get(tenant) ?? new Map<string, Followed>();
    this.#scopes.set(tenant, ofTenant);
    for (const { journey, rev } of scopes) {
      const followed = ofTenant.get(journey);
      if (followed) followed.people.add(person);
      else ofTenant.set(journey, { rev, people: new Set([person]), due: new Set() });
    }
  }

  /** A scope is at this revision: its readers here are told, unless they were. */
  moved(tenant: string, scope: string, rev: number): void {
    const followed = this.#scopes.get(tenant)?.get(scope);
    if (!followed || followed.rev >= rev) return;
    followed.rev = rev;
    const { people, due } = followed;
    this.#spread(
      people,
      (person) => {
        due.delete(person);
        // What moved meanwhile is told with it.
        if (this.#pokes.has(tenant, person)) this.#pokes.publish(tenant, scope, followed.rev, [person]);
        else people.delete(person);
      },
      due,
    );
  }

  /** Who reads a scope changed. One whose own scope it is comes back at once; of others nobody knows here who they are. */
  regranted(tenant: string, scope: string): void {
    if (scopeKindOf(scope) === 'person') return this.#pokes.restart(tenant, [scopeIdOf(scope)]);
    const people = this.#pokes.people().find(([of]) => of === tenant)?.[1] ?? [];
    this.#spread(people, (person) => this.#pokes.restart(tenant, [person]));
  }

  /** The scopes that somebody follows here, by tenant, without those that nobody follows any more. */
  followed(): readonly (readonly [tenant: string, scopes: readonly string[]])[] {
    for (const [tenant, scopes] of this.#scopes) {
      for (const [scope, { people }] of scopes) {
        for (const person of people) if (!this.#pokes.has(tenant, person)) people.delete(person);
        if (people.size === 0) scopes.delete(scope);
      }
      if (scopes.size === 0) this.#scopes.delete(tenant);
    }
    return [...this.#scopes].map(([tenant, scopes]) => [tenant, [...scopes.keys()]]);
  }

  #spread(people: Iterable<Id>, tell: (person: Id) => void, due = new Set<Id>()): void {
    const told = [...people].filter((person) => !due.has(person));
    const withinMs = Math.min(spreadMs, told.length * perReaderMs);
    for (const person of told) {
      due.add(person);
      this.#env.after(this.#env.random() * withinMs, () => tell(person));
    }
  }
}
