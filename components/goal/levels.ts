import type { GoalLevel, GoalView } from '../../src/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';
import type { PersonalMessages } from '../locales/personal/index.js';
import { html } from '../views/html.js';
import { said } from '../views/own-or-content.js';

const levels: readonly GoalLevel[] = [2, 1, 0, -1, -2];

/** The five levels to choose from, the best on top. */
export const levelsView = (
  goal: GoalView,
  chosen: string,
  words: MessageController<PersonalMessages>,
  messages: MessageController<Messages>,
): unknown => html`<div class="levels">
  ${levels.map(
    (
      level,
    ) => html`<label><input type="radio" name="level" .value=${String(level)} .checked=${chosen === String(level)} />
      <span><b>${words.text('goalLevelShort', String(level))}</b> <span dir="auto">${said(goal.levels[String(level) as '0'], messages)}</span></span></label>`,
  )}
</div>`;
