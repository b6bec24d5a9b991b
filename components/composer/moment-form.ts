import { type Body, type DraftWords, maxTextLength } from '../../src/index.js';
import { html } from '../views/html.js';
import { lettersOver, limitView, maxLineLength } from '../views/limits.js';
import type { MessageController } from '../controllers/message-controller.js';
import type { Messages } from '../locales/index.js';

export type MomentForm = NonNullable<Body['form']>;

export const emptyForm: MomentForm = { moment: '', saw: '', effect: '', next: '' };
const lines = [
  ['moment', 'formMoment', 'formMomentHint'],
  ['saw', 'formSaw', 'formSawHint'],
  ['effect', 'formEffect', 'formEffectHint'],
  ['next', 'formNext', 'formNextHint'],
] as const;

export const isFormEmpty = (form: MomentForm): boolean => Object.values(form).every((line) => line.trim() === '');

/** Whether a draft holds nothing that a person put there. */
export const isDraftEmpty = ({ text, form, audience, kind }: DraftWords): boolean =>
  text.trim() === '' && isFormEmpty(form ?? emptyForm) && !audience && !kind;

/** The four lines of a moment: when, what I saw, what it did, and next time. Only what I saw must be there. */
export const momentForm = (
  form: MomentForm,
  messages: MessageController<Messages>,
  change: (form: MomentForm) => void,
) => html`<div class="moment" part="form">
  ${lines.map(
    ([name, label, hint]) => html`<label for=${name}>${messages.text(label)}</label>
    <textarea id=${name} part="field" dir="auto" rows="1" aria-describedby="${name}-hint ${name}-limit outcome" aria-invalid=${lettersOver(form[name], maxLineLength) > 0} .value=${form[name]} @input=${(event: Event) => change({ ...form, [name]: (event.target as HTMLTextAreaElement).value })}></textarea>
    ${limitView(name, form[name], maxLineLength, messages)}
    <p class="hint" id="${name}-hint">${messages.text(hint)}</p>`,
  )}
</div>`;

/** As it is posted. */
export const trimmed = ({ moment, saw, effect, next }: MomentForm): MomentForm => ({
  moment: moment.trim(),
  saw: saw.trim(),
  effect: effect.trim(),
  next: next.trim(),
});

/** What is said in one text, for those who read no form: what was seen. */
export const textOfForm = (form: MomentForm): string => form.saw.trim();

/** Why words cannot go as they are, and in which field. */
export interface Fault {
  readonly sentence: string;
  readonly field?: string;
}

/** What is wrong with these words; nothing when they can go. */
export function faultOf(
  words: string,
  form: MomentForm | undefined,
  messages: MessageController<Messages>,
): Fault | undefined {
  const text = form ? textOfForm(form) : words.trim();
  if (text === '') return { sentence: messages.text(form ? 'emptyMoment' : 'emptyText') };
  const fields = form
    ? lines.map(([field]) => ({ field, text: form[field], max: maxLineLength }))
    : [{ field: 'text', text, max: maxTextLength }];
  const long = fields.find((one) => lettersOver(one.text, one.max) > 0);
  return (
    long && { sentence: messages.text('textTooLong', lettersOver(long.text, long.max), long.max), field: long.field }
  );
}
