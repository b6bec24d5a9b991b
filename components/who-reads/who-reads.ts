import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Audience, JourneyView, MemberView } from '../../src/index.js';
import { AudienceChangeEvent } from '../events.js';
import { choicesFor, isSame, nameable, othersReading, usualAudience } from '../views/audience.js';
import { html } from '../views/html.js';
import { isLeaveKey } from '../views/keys.js';
import { writingIcon } from '../views/writing-icons.js';
import { calledBy, guideOf, inNamingOrder } from '../views/members.js';
import { CordeeElement } from '../base/cordee-element.js';
import { MessageController } from '../controllers/message-controller.js';
import { allBooks, type Messages } from '../locales/all-books.js';
import { JourneyController } from '../controllers/journey-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { styles } from './who-reads.styles.js';

/**
 * Who will read a text, as a sentence with first names, and the place to change it.
 * @tag cordee-who-reads
 * @event {AudienceChangeEvent} cordee-audience-change - The reader chose other readers; `audience` is set already.
 * @csspart base - The whole.
 * @csspart sentence - The sentence that names the readers.
 * @csspart choices - The choices, while they are open.
 */
export class CordeeWhoReads extends CordeeElement {
  static override styles = styles;

  /** The journey that is shown. */
  @property({ attribute: 'journey-id' }) journeyId = '';

  /** Who reads. Without it, the pair. */
  @property({ attribute: false }) audience: Audience | undefined;

  /** What the choice must stay inside of: the audience of what is answered. */
  @property({ attribute: false }) within: Audience | undefined;

  /** Says who reads what is already written, and offers no change. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  /** Of words that are posted: nobody is added, and it cannot become a text for oneself. */
  @property({ type: Boolean }) posted = false;

  /** Says who reads it already, rather than who will. */
  @property({ type: Boolean }) already = false;

  /** @internal */
  protected readonly messages = new MessageController<Messages>(this, ...allBooks);

  readonly #journey = new JourneyController(this, this.source, () => this.journeyId, this.messages);

  @state() private isOpen = false;

  protected override view() {
    const journey = this.#journey.value;
    if (!journey) return this.#journey.state.status === 'failed' ? this.show(this.#journey, () => nothing) : nothing;
    const audience = this.audience ?? usualAudience(journey, '');
    return html`
      <div class="line">
        ${writingIcon(audience.kind === 'self' ? 'lock' : 'eye')}
        <p part="sentence" role="status">${this.#sentence(audience, journey)}</p>
        ${
          this.readOnly
            ? nothing
            : html`<button type="button" class="plain slim" aria-expanded=${this.isOpen} @click=${this.#toggle}>${this.messages.text(this.isOpen ? 'close' : 'changeReaders')}</button>`
        }
      </div>
      ${this.isOpen && !this.readOnly ? this.#choices(audience, journey) : nothing}
    `;
  }

  #sentence(audience: Audience, journey: JourneyView): string {
    if (audience.kind === 'self') return this.messages.text('willReadSelf');
    if (audience.kind === 'cohort') return this.messages.text('cohort');
    const names = othersReading(audience, journey).map((member) => calledBy(member, this.messages));
    if (names.length === 0) return this.messages.text('willReadNobody');
    return this.messages.text(this.readOnly || this.already ? 'reads' : 'willRead', names);
  }

  #choices(audience: Audience, journey: JourneyView) {
    const choices = choicesFor(journey, this.within).filter(({ kind }) => !(this.posted && kind === 'self'));
    const people = nameable(journey, this.within);
    return html`<fieldset part="choices" @keydown=${this.#closeOnEscape}>
      <legend>${this.messages.text('readersLegend')}</legend>
      ${choices.map((choice) => this.#choice(choice, audience, journey))}
      ${
        people.length > 1
          ? html`<label class="choice">
            <input type="radio" name="audience" .checked=${audience.kind === 'chosen'} @change=${() => this.#nameSome(audience, journey, people)} />
            <span>${this.messages.text('audienceChosen')}</span>
          </label>`
          : nothing
      }
      ${audience.kind === 'chosen' ? this.#names(audience.members, people) : nothing}
    </fieldset>`;
  }

  #choice(choice: Audience, audience: Audience, journey: JourneyView) {
    return html`<label class="choice">
      <input type="radio" name="audience" .checked=${isSame(choice, audience)} @change=${() => this.#choose(choice)} />
      <span>${this.#titleOf(choice, journey)}<small>${this.#hintOf(choice, journey)}</small></span>
    </label>`;
  }

  #titleOf(choice: Audience, journey: JourneyView): string {
    switch (choice.kind) {
      case 'self':
        return this.messages.text('audienceSelf');
      case 'pair':
        return this.messages.text(
          'audiencePair',
          (journey.me.role === 'coachee' ? guideOf(journey) : journey.coachee)?.name ?? '',
        );
      case 'guides':
        return this.messages.text('audienceGuides');
      default:
        return this.messages.text('audienceCircle');
    }
  }

  #hintOf(choice: Audience, journey: JourneyView): string {
    if (choice.kind === 'self') return this.messages.text('audienceSelfHint');
    if (choice.kind === 'pair') return '';
    return this.messages.list(othersReading(choice, journey).map((member) => calledBy(member, this.messages)));
  }

  #names(chosen: readonly string[], people: readonly MemberView[]) {
    return html`<div class="names" role="group" aria-label=${this.messages.text('audienceChosen')}>
      ${people.map((member) => {
        const isCoachee = member.role === 'coachee';
        const isChosen = isCoachee || chosen.includes(member.id);
        const isLast = isChosen && chosen.length === 1;
        return html`<label class="choice">
          <input type="checkbox" .checked=${isChosen} ?disabled=${isCoachee || isLast} @change=${() => this.#toggleName(chosen, member.id)} />
          <span><bdi>${member.name}</bdi><small>${this.messages.text('role', member.role)}</small></span>
        </label>`;
      })}
    </div>`;
  }

  #nameSome(audience: Audience, journey: JourneyView, people: readonly MemberView[]): void {
    const reading = othersReading(audience, journey).filter((member) => member.role !== 'coachee');
    const first = inNamingOrder(
      reading.length > 0 ? reading : people.filter((member) => member.role !== 'coachee').slice(0, 1),
    );
    this.#choose({ kind: 'chosen', members: first.map((member) => member.id) });
  }

  #toggleName(chosen: readonly string[], id: string): void {
    this.#choose({
      kind: 'chosen',
      members: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id],
    });
  }

  #choose(audience: Audience): void {
    this.audience = audience;
    this.dispatchEvent(new AudienceChangeEvent(audience));
  }

  async #toggle(): Promise<void> {
    this.isOpen = !this.isOpen;
    if (this.isOpen) await focusAfterUpdate(this, 'input:checked');
  }

  async #closeOnEscape(event: KeyboardEvent): Promise<void> {
    if (!isLeaveKey(event)) return;
    event.stopPropagation();
    this.isOpen = false;
    await focusAfterUpdate(this, 'button');
  }
}
