import { property } from 'lit/decorators.js';
import type { JourneyView } from '../../src/index.js';
import { CordeeElement } from './cordee-element.js';
import { LiveController } from '../controllers/live-controller.js';

/** An element that stands in one journey: it knows who is in the journey, and speaks to the person as the journey does. */
export abstract class JourneyElement extends CordeeElement {
  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly liveJourney = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.journeys.watch(id),
  });

  /** @internal */
  protected get journey(): JourneyView | undefined {
    return this.liveJourney.value;
  }

  protected override willUpdate(_changed: unknown): void {
    const { journey } = this;
    if (journey?.me.role === 'coachee') this.messages.address = journey.address;
  }
}
