import type { Body } from '../../src/index.js';
import { html } from '../internal/html.js';
import { lettersOver, limitView, maxLineLength } from '../internal/limits.js';
import type { MessageController } from '../internal/message-controller.js';
import type { Messages } from '../locales/index.js';

export type MomentForm = NonNullable<Body['form']>;

export const emptyForm: MomentForm = { moment: '', saw: '', effect: '', next: '' };
const lines = [['moment', 'formMoment', 'formMomentHint'], ['saw', 'formSaw', 'formSawHint'], ['effect', 'formEffect', 'formEffectHint'], ['next', 'formNext', 'formNextHint']] as const;

export const isFormEmpty = (form: MomentForm): boolean => Object.values(form).every((line) => line.trim() === '');

/** The four lines of a moment: when, what I saw, what it did, and next time. Only what I saw must be there. */
export const momentForm = (form: MomentForm, messages: MessageController<Messages>, change: (form: MomentForm) => void) => html`<div class="moment" part="form">
  ${lines.map(([name, label, hint]) => html`<label for=${name}>${messages.text(label)}</label>
    <textarea id=${name} part="field" dir="auto" rows="1" aria-describedby="${name}-hint ${name}-limit outcome" aria-invalid=${lettersOver(form[name], maxLineLength) > 0} .value=${form[name]} @input=${(event: Event) => change({ ...form, [name]: (event.target as HTMLTextAreaElement).value })}></textarea>
    ${limitView(name, form[name], maxLineLength, messages)}
    <p class="hint" id="${name}-hint">${messages.text(hint)}</p>`)}
</div>`;

/** The first line that is longer than it may be, and by how many letters. */
export function lineOver(form: MomentForm): { readonly name: string; readonly over: number } | undefined {
  return lines.map(([name]) => ({ name, over: lettersOver(form[name], maxLineLength) })).find(({ over }) => over > 0);
}

/** What is said in one text, for those who read no form: what was seen. */
export const textOfForm = (form: MomentForm): string => form.saw.trim();
