import { nothing } from 'lit';
import { html } from '../views/html.js';
import { LaterElement } from '../base/later-element.js';
import { styles } from './personal.styles.js';

/**
 * What is the reader’s own in a journey: its pace, its plans, what became of their words, and what they take
 * with them. It only composes the other elements.
 * @tag cordee-mine
 * @csspart base - The whole.
 */
export class CordeeMine extends LaterElement {
  static override styles = styles;

  protected override view() {
    return this.show(this.liveJourney, (journey) => {
      if (!journey) return nothing;
      const isCoachee = journey.me.role === 'coachee';
      return html`<div class="parts">
        ${isCoachee || journey.me.role === 'coach' ? html`<cordee-plans journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-plans>` : nothing}
        ${isCoachee ? nothing : html`<cordee-my-words journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-my-words>`}
        ${isCoachee || journey.me.role === 'coach' ? html`<cordee-pace journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-pace>` : nothing}
        <cordee-hours journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-hours>
        <cordee-export journey-id=${journey.id} locale=${this.locale} heading-level=${this.headingLevel}></cordee-export>
      </div>`;
    });
  }
}
