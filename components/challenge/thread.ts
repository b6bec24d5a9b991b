import { nothing } from 'lit';
import type { ChallengeView, CordeeClient, JourneyView, WordsView } from '../../src/index.js';
import type { LaterMessages } from '../locales/index.js';
import type { MessageController } from '../controllers/message-controller.js';
import { ReadController } from '../controllers/read-controller.js';
import { isBegun } from '../views/begun.js';
import { html } from '../views/html.js';

/** What the element tells of itself. */
interface Around {
  readonly messages: MessageController;
  readonly moreTexts: MessageController<LaterMessages>;
  readonly locale: string;
  /** Where the thread is drawn. */
  readonly root: ParentNode;
}

/** The opened challenges of one element: who reads each, what was answered, and the composer. */
export class ChallengeThread {
  readonly #read = new ReadController();

  view(challenge: ChallengeView, journey: JourneyView, { messages, moreTexts, locale, root }: Around): unknown {
    const canWrite = journey.me.state === 'active' && (journey.takesWords ?? 'all') === 'all';
    const own = (words: WordsView) =>
      html`<cordee-own-contributions journey-id=${journey.id} locale=${locale} .item=${words}></cordee-own-contributions>`;
    return html`<div class="thread">
      <div class="reads">
        <cordee-who-reads read-only journey-id=${journey.id} locale=${locale} .audience=${challenge.audience}></cordee-who-reads>
        ${own(challenge)}
      </div>
      <ol>${challenge.replies.map((reply) => html`<li><cordee-contribution locale=${locale} .item=${reply}><cordee-served journey-id=${journey.id} contribution-id=${reply.id} locale=${locale}></cordee-served>${own(reply)}</cordee-contribution></li>`)}</ol>
      ${
        canWrite || isBegun(root, `[topic-id="${challenge.id}"]`)
          ? html`<cordee-composer journey-id=${journey.id} purpose="contribution" topic-id=${challenge.id} locale=${locale} .within=${challenge.audience}
            label=${challenge.isMine ? moreTexts.text('contributeLabel') : moreTexts.text('replyTo', challenge.author?.name ?? messages.text('somebody'))} submit-label=${moreTexts.text('reply')}></cordee-composer>`
          : nothing
      }
    </div>`;
  }

  /** Tells the authors of the answers that are drawn that they are read. */
  markRead(client: CordeeClient | undefined, journeyId: string, opened: readonly ChallengeView[]): void {
    this.#read.markRead(
      client,
      journeyId,
      opened.flatMap(({ replies }) => replies),
    );
  }
}
