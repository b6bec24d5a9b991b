import { nothing } from 'lit';
import type { GoalRatingView, GoalView } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';
import type { PersonalMessages } from '../locales/personal/index.js';
import { dayOf } from '../views/dates.js';
import { html } from '../views/html.js';

/** Every rating of a goal, the newest first, folded. */
export function historyView(
  goal: GoalView,
  words: MessageController<PersonalMessages>,
  messages: MessageController<Messages>,
  nameOf: (rating: GoalRatingView) => string,
): unknown {
  const all = [...goal.self, ...goal.guide].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  if (all.length === 0) return nothing;
  return html`<details>
    <summary>${words.text('history', all.length)}</summary>
    <ul class="history">${all.map(
      (rating) => html`<li>
      <p><b>${dayOf(rating.at, messages.language)}</b> · <bdi>${nameOf(rating)}</bdi> · ${words.text('goalLevelShort', String(rating.level))}</p>
      ${rating.moment ? html`<p class="quoted small" dir="auto">${rating.moment}</p>` : nothing}
    </li>`,
    )}</ul>
  </details>`;
}
