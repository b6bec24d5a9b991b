import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RefusedChange, SyncStatus } from '../../src/index.js';
import { CordeeElement } from '../internal/cordee-element.js';
import { timeAgo } from '../internal/dates.js';
import { html } from '../internal/html.js';
import { icon } from '../internal/icons.js';
import { LiveController } from '../internal/live-controller.js';
import { styles } from './sync-badge.styles.js';

/**
 * Where what was written has got to, in words that people use: nothing of it is ever lost in silence.
 * @tag cordee-sync-badge
 * @csspart base - The whole.
 * @csspart status - The sentence that says how it stands.
 * @csspart refused - The texts that the server did not accept.
 * @cssstate offline - There is no network.
 */
export class CordeeSyncBadge extends CordeeElement {
  static override styles = styles;

  /** Leaves out the texts that were refused, where the page shows them elsewhere. */
  @property({ type: Boolean, attribute: 'without-refused' }) withoutRefused = false;

  @state() private copied = '';

  readonly #internals = this.attachInternals();
  readonly #status = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });
  readonly #refused = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.refused$ });

  protected override view() {
    const status = this.#status.value;
    if (this.#status.state.status === 'failed') return this.show(this.#status, () => nothing);
    if (!status) return nothing;
    this.#internals.states[status.activity === 'offline' ? 'add' : 'delete']('offline');
    const refused = this.#refused.value ?? [];
    return html`${this.#line(status)}
      ${this.#storage(status)}
      ${refused.length === 0 || this.withoutRefused ? nothing : this.#refusals(refused)}`;
  }

  #storage({ storage: { mode, lastError } }: SyncStatus) {
    const key = lastError === 'CORDEE_STORAGE_FULL' ? 'storageFull' : mode === 'memory' ? 'memoryOnly' : undefined;
    return key ? html`<p class="memory">${icon('warning')}<span>${this.messages.text(key)}</span></p>` : nothing;
  }

  #line(status: SyncStatus) {
    const { messages } = this;
    const isWaiting = status.pending > 0;
    const canTry = status.isStalled || status.activity === 'retrying' || status.activity === 'offline' || status.activity === 'stopped';
    const news = status.lastSyncedAt ? messages.text('syncedAgo', timeAgo(status.lastSyncedAt, this.clock.now, messages.language)) : nothing;
    return html`<div class="line ${toneOf(status)}" title=${news}>
      ${status.activity === 'offline' ? icon('offline') : isWaiting ? icon('device') : icon('check')}
      <p part="status" role="status">${messages.text(sentenceOf(status))}${isWaiting ? html`<br />${messages.text('pending', status.pending)}` : nothing}</p>
      ${canTry ? html`<button type="button" class="plain slim" @click=${this.#tryNow}>${messages.text('syncNow')}</button>` : nothing}
    </div>`;
  }

  #refusals(refused: readonly RefusedChange[]) {
    const { messages, moreTexts } = this;
    if (!moreTexts.isReady) return nothing;
    return html`<div part="refused" role="group" aria-label=${messages.text('refusedTitle', refused.length)}>
      <p class="title" role="alert">${messages.text('refusedTitle', refused.length)}</p>
      <ul>
        ${refused.map(
          (change) => html`<li>
            <p class="small">${moreTexts.text('refusedReason', change.reason)}</p>
            ${change.text ? html`<blockquote class="words" dir="auto">${change.text}</blockquote>` : nothing}
            <div class="actions">
              ${change.canRetry ? html`<button type="button" class="slim" @click=${() => this.attempt((client) => client.sync.retry(change.id))}>${moreTexts.text('sendAgain')}</button>` : nothing}
              ${change.text ? html`<button type="button" class="slim" @click=${() => this.#copy(change)}>${moreTexts.text(this.copied === change.id ? 'copied' : 'copyText')}</button>` : nothing}
              <button type="button" class="plain slim" @click=${() => this.attempt((client) => client.sync.dismiss(change.id))}>${moreTexts.text('dismiss')}</button>
            </div>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  async #tryNow(): Promise<void> {
    await this.attempt((client) => client.sync.syncNow());
  }

  /** Plain pages without https have no clipboard: then the text is selected, ready to be copied. */
  async #copy(change: RefusedChange): Promise<void> {
    try {
      await navigator.clipboard.writeText(change.text ?? '');
      this.copied = change.id;
    } catch {
      const index = (this.#refused.value ?? []).findIndex((other) => other.id === change.id);
      const quote = this.renderRoot.querySelectorAll('li')[index]?.querySelector('blockquote');
      if (quote) getSelection()?.selectAllChildren(quote);
    }
  }
}

function sentenceOf({ activity, pending, isStalled }: SyncStatus): SentenceKey {
  if (isStalled && activity !== 'needs-auth' && activity !== 'stopped') return 'syncStalled';
  switch (activity) {
    case 'starting': return 'syncStarting';
    case 'syncing': return 'syncSyncing';
    case 'retrying': return 'syncRetrying';
    case 'offline': return 'syncOffline';
    case 'needs-auth': return 'syncNeedsAuth';
    case 'stopped': return 'syncStopped';
    case 'idle': return pending > 0 ? 'syncSyncing' : 'syncAll';
  }
}

type SentenceKey = 'syncStarting' | 'syncSyncing' | 'syncRetrying' | 'syncOffline' | 'syncNeedsAuth' | 'syncStopped' | 'syncStalled' | 'syncAll';

const toneOf = ({ activity, pending, isStalled }: SyncStatus): string =>
  activity === 'needs-auth' || activity === 'stopped' || isStalled ? 'alert' : activity === 'offline' || activity === 'retrying' || pending > 0 ? 'waits' : 'calm';
