import { nothing, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DraftView } from '../../src/index.js';
import { PostedEvent } from '../events.js';
import { usualAudience } from '../views/audience.js';
import { clockTime } from '../views/clock-time.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { type Destination, post } from '../client/post.js';
import { bodyOf } from '../controllers/writer-language.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { property } from 'lit/decorators.js';
import { styles } from './scheduled.styles.js';

/**
 * What waits on this device for the morning of its reader. While this is in a page that is open, it
 * posts each text at its time, or as soon after as the page is there; no other device knows of it.
 * @tag cordee-scheduled
 * @event {PostedEvent} cordee-posted - A text that waited is stored, and on its way.
 * @csspart base - The whole.
 * @csspart list - What waits.
 * @cssstate empty - Nothing waits.
 */
export class CordeeScheduled extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  readonly #internals = this.attachInternals();
  readonly #posting = new Set<string>();
  readonly #waiting = new LiveController(this, this.source, {
    args: () => [this.journeyId],
    watch: (client, [id]) => client.drafts.watchLater(id),
  });

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#internals.states[(this.#waiting.value ?? []).length === 0 ? 'add' : 'delete']('empty');
    for (const draft of this.#waiting.value ?? []) {
      if (draft.later && Date.parse(draft.later.at) <= this.clock.now) void this.#post(draft);
    }
  }

  protected override view() {
    const waiting = this.#waiting.value ?? [];
    if (waiting.length === 0) return nothing;
    const { messages } = this;
    return html`<ul part="list" aria-label=${messages.text('laterTitle')}>${repeat(
      waiting,
      ({ place }) => place,
      (draft) => html`<li>
      <p class="small">${icon('device')} ${messages.text('laterAt', clockTime(Date.parse(draft.later?.at ?? ''), Intl.DateTimeFormat().resolvedOptions().timeZone, this.clock.now, messages.language))}</p>
      <blockquote class="words" dir="auto">${draft.text}</blockquote>
      <div class="actions">
        <button type="button" class="slim" @click=${() => this.#post(draft)}>${messages.text('laterNow')}</button>
        <button type="button" class="plain slim" @click=${() => this.#forget(draft)}>${messages.text('laterForget')}</button>
      </div>
    </li>`,
    )}</ul>`;
  }

  /** Where the browser has locks, two pages do not post it twice. */
  async #post(draft: DraftView): Promise<void> {
    if (this.#posting.has(draft.place)) return;
    this.#posting.add(draft.place);
    const locks = (navigator as Partial<Navigator>).locks;
    try {
      if (locks)
        await locks.request(`cordee-later/${this.client?.person.id}/${this.journeyId}/${draft.place}`, () =>
          this.#postOnce(draft.place),
        );
      else await this.#postOnce(draft.place);
    } catch (error) {
      this.report(error);
    }
    this.#posting.delete(draft.place);
  }

  async #postOnce(name: string): Promise<void> {
    const { client, journeyId } = this;
    const journey = this.#journey.value;
    const draft = await client?.drafts.get(journeyId, name);
    if (!client || !journey || !draft?.later) return;
    const { lang, ...to } = draft.later.to;
    const destination = to as unknown as Destination;
    const body = {
      ...(lang === undefined ? bodyOf(draft.text, this.messages.language) : { text: draft.text, lang }),
      ...(draft.form ? { form: draft.form } : {}),
    };
    const id = await post(
      client,
      { journey: journeyId, body, audience: draft.audience ?? usualAudience(journey, destination.purpose) },
      destination,
    );
    await client.drafts.keep(journeyId, name, undefined);
    this.dispatchEvent(new PostedEvent(journeyId, destination.purpose, id));
  }

  #forget({ place }: DraftView): void {
    void this.attempt((client) => client.drafts.keep(this.journeyId, place, undefined));
  }
}
