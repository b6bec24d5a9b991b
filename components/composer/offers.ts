import { nothing } from 'lit';
import { type Audience, type ContributionKind, type JourneyView, maxTextLength } from '../../src/index.js';
import { clockTime } from '../views/clock-time.js';
import { html } from '../views/html.js';
import { limitView } from '../views/limits.js';
import type { MessageController } from '../controllers/message-controller.js';
import { addresseeOf, hoursAway } from '../views/reading-time.js';
import type { Messages } from '../locales/index.js';

/** What kind of words these are, where there is a choice. */
export function kindsView(
  kinds: readonly ContributionKind[],
  now: ContributionKind,
  messages: MessageController<Messages>,
  choose: (kind: ContributionKind) => void,
): unknown {
  if (kinds.length < 2) return nothing;
  return html`<fieldset class="kinds">
    <legend class="hidden-text">${messages.text('kindLegend')}</legend>
    ${kinds.map((kind) => html`<label><input type="radio" name="kind" .checked=${kind === now} @change=${() => choose(kind)} /><span>${messages.text('kind', kind)}</span></label>`)}
  </fieldset>`;
}

/** What time it is for the one who reads, when they are not at work, and the offer to wait until they are. */
export function hoursView(
  audience: Audience,
  journey: JourneyView,
  messages: MessageController<Messages>,
  nowMs: number,
  postpone: (opensAt: number) => void,
): unknown {
  const reader = audience.kind === 'self' ? undefined : addresseeOf(audience, journey);
  const away = reader && hoursAway(reader, nowMs);
  if (!reader || !away) return nothing;
  const time = (ms: number): string => clockTime(ms, reader.timeZone, nowMs, messages.language);
  return html`<div part="hours"><p class="small soft">${messages.text('hoursAway', reader.name, time(away.now), away.isZoneKnown)} ${messages.text('laterPromise')}</p>
    <button type="button" class="slim" @click=${() => postpone(away.opensAt)}>${messages.text('sendAt', time(away.opensAt))}</button></div>`;
}

/** Words that say what somebody is: the offer to tell the moment instead. */
export const adviceView = (
  messages: MessageController<Messages>,
  tell: () => void,
): unknown => html`<div part="advice" role="status"><p>${messages.text('adviceMoment')}</p>
  <button type="button" class="slim" @click=${tell}>${messages.text('adviceTellMoment')}</button></div>`;

/** That these words were begun earlier, and the way to begin anew. */
export const restoredView = (
  sentence: unknown,
  messages: MessageController<Messages>,
  beginAnew: () => void,
): unknown => html`<p class="hint kept" role="status">${sentence}
  <button type="button" class="plain slim" @click=${beginAnew}>${messages.text('draftDiscard')}</button></p>`;

/** The one field of words that have no lines. */
export const textView = (
  words: string,
  isBad: boolean,
  messages: MessageController<Messages>,
  change: (text: string) => void,
): unknown =>
  html`<textarea id="text" part="field" dir="auto" name="text" rows="3" aria-describedby="hint text-limit outcome" aria-invalid=${isBad ? 'true' : 'false'} .value=${words} @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}></textarea>${limitView('text', words, maxTextLength, messages)}`;
