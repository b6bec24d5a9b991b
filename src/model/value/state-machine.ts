/**
 * Where each event leads from each state; `null` where it leads nowhere. Every state has a cell
 * for every event, so a move that nobody thought about does not compile.
 */
export type Moves<State extends string, Event extends string> = {
  readonly [from in State]: { readonly [event in Event]: State | null };
};

/** The state after an event; undefined when the event means nothing there. */
export function stateAfter<State extends string, Event extends string>(
  moves: Moves<State, Event>,
  from: State,
  event: Event,
): State | undefined {
  return moves[from][event] ?? undefined;
}

/** Whether one event leads from one state to the other. Staying is no move, unless an event says so. */
export function canMove<State extends string, Event extends string>(
  moves: Moves<State, Event>,
  from: State,
  to: State,
): boolean {
  return Object.values<State | null>(moves[from]).includes(to);
}

/** The events that mean something in a state, in the order of the table. */
export function eventsIn<State extends string, Event extends string>(
  moves: Moves<State, Event>,
  state: State,
): readonly Event[] {
  return (Object.keys(moves[state]) as Event[]).filter((event) => moves[state][event] !== null);
}
