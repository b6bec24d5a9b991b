import type { LitElement } from 'lit';
import type { JourneyView } from '../../src/index.js';
import type { Address } from '../locales/index.js';
import { LiveController, type Source } from './live-controller.js';

/** The journey that an element stands in: who is in it. Texts speak to the person accompanied as the journey does. */
export class JourneyController extends LiveController<readonly [string], JourneyView | undefined> {
  readonly #messages: readonly { address: Address }[];

  constructor(
    host: LitElement,
    source: () => Source,
    journeyId: () => string,
    ...messages: readonly { address: Address }[]
  ) {
    super(host, source, { args: () => [journeyId()], watch: (client, [id]) => client.journeys.watch(id) });
    this.#messages = messages;
  }

  override hostUpdate(): void {
    super.hostUpdate();
    const journey = this.value;
    if (journey?.me.role === 'coachee') for (const messages of this.#messages) messages.address = journey.address;
  }
}
