import { nothing } from 'lit';
import type { JourneyView } from '../../src/index.js';
import { isolated } from '../controllers/isolate.js';
import type { MessageController } from '../controllers/message-controller.js';
import { contours } from '../views/contours.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { inNamingOrder } from '../views/members.js';

/** What the element tells of itself. */
interface Around {
  readonly messages: MessageController;
  readonly headingLevel: number;
  readonly locale: string;
  /** The way back to the list, where there is one. */
  readonly leave: (() => void) | undefined;
}

/** Whose journey it is, where it is on the way, and who is in it. */
export function headerView(journey: JourneyView, { messages, headingLevel, locale, leave }: Around) {
  const isMine = journey.me.role === 'coachee';
  const title = messages.content(journey.title);
  const about = [
    journey.week === undefined ? '' : messages.text('week', journey.week, journey.weeks),
    journey.state === undefined || journey.state === 'active' ? '' : messages.text('journeyState', journey.state),
  ]
    .filter((text) => text !== '')
    .join('\u00a0· ');
  return html`<div part="header">
    ${contours}
    ${leave ? html`<button type="button" class="plain slim back" @click=${leave}>${icon('back')}${messages.text('allJourneys')}</button>` : nothing}
    ${about === '' ? nothing : html`<p class="eyebrow">${about}</p>`}
    ${heading(headingLevel, isMine ? title || messages.text('journey') : messages.text('journeyOf', journey.coachee?.name ?? messages.text('somebody')))}
    ${isMine || title === '' ? nothing : html`<p class="subtitle">${title}</p>`}
    <div class="under">
      ${circleView(journey, messages)}
      <cordee-sync-badge locale=${locale}></cordee-sync-badge>
    </div>
  </div>`;
}

function circleView({ members }: JourneyView, messages: MessageController) {
  const others = inNamingOrder(members.filter((member) => !member.isMe && member.state === 'active'));
  return html`<ul class="circle" aria-label=${messages.text('circle')}>
    ${others.map((member) => html`<li title="${isolated(member.name, messages.direction)} · ${messages.text('role', member.role)}"><cordee-avatar name=${member.name} person-id=${member.person}></cordee-avatar></li>`)}
  </ul>`;
}
