import { nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { SyncStatus } from '../../src/index.js';
import { CordeeElement } from '../base/cordee-element.js';
import { timeAgo } from '../views/dates.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { LiveController } from '../controllers/live-controller.js';
import { MessageController } from '../controllers/message-controller.js';
import { firstBook } from '../locales/index.js';
import { styles } from './sync-badge.styles.js';

/**
 * Where what was written has got to, in words that people use: nothing of it is ever lost in silence.
 * @tag cordee-sync-badge
 * @csspart base - The whole.
 * @csspart status - The sentence that says how it stands.
 * @csspart outdated - The request to load the page anew, since a newer version is there.
 * @csspart storage - The warning that this device keeps nothing, or nothing new.
 * @csspart refused - The texts that the server did not accept.
 * @cssstate offline - There is no network.
 */
export class CordeeSyncBadge extends CordeeElement {
  static override styles = styles;

  /** Leaves out the texts that were refused, where the page shows them elsewhere. */
  @property({ type: Boolean, attribute: 'without-refused' }) withoutRefused = false;

  /** @internal */
  protected readonly messages = new MessageController(this, firstBook);

  readonly #internals = this.attachInternals();
  readonly #status = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });
  readonly #refused = new LiveController(this, this.source, {
    args: () => [],
    watch: (client) => client.sync.refused$,
  });

  protected override view() {
    const status = this.#status.value;
    if (this.#status.state.status === 'failed') return this.show(this.#status, () => nothing);
    if (!status) return nothing;
    this.#internals.states[status.activity === 'offline' ? 'add' : 'delete']('offline');
    const refused = this.#refused.value ?? [];
    return html`${this.#line(status)}
      ${status.isOutdated ? this.#warning('outdated') : nothing}
      ${this.#storage(status)}
      ${refused.length === 0 || this.withoutRefused ? nothing : html`<cordee-refused part="refused" locale=${this.locale}>${this.arriving('refused')}</cordee-refused>`}`;
  }

  #storage({ storage: { mode, lastError }, isOutdated, pending }: SyncStatus) {
    // Loaded anew, the page keeps things again: what it loses by that is only what is not sent.
    const isKept = mode !== 'memory' || (isOutdated && pending === 0);
    return lastError === 'CORDEE_STORAGE_FULL'
      ? this.#warning('storageFull')
      : isKept
        ? nothing
        : this.#warning('memoryOnly');
  }

  #warning(key: 'memoryOnly' | 'outdated' | 'storageFull') {
    const text = this.moreTexts.text(key);
    return text === ''
      ? nothing
      : html`<p class="memory" part=${key === 'outdated' ? key : 'storage'} role="status">${icon('warning')}<span>${text}</span></p>`;
  }

  #line(status: SyncStatus) {
    const { messages } = this;
    const isWaiting = status.pending > 0;
    const canTry =
      status.isStalled ||
      status.activity === 'retrying' ||
      status.activity === 'offline' ||
      status.activity === 'stopped';
    const news = status.lastSyncedAt
      ? messages.text('syncedAgo', timeAgo(status.lastSyncedAt, this.clock.now, messages.language))
      : nothing;
    return html`<div class="line ${toneOf(status)}" title=${news}>
      ${status.activity === 'offline' ? icon('offline') : isWaiting ? icon('device') : icon('check')}
      <p part="status" role="status">${messages.text(sentenceOf(status))}${isWaiting ? html`<br />${messages.text('pending', status.pending)}` : nothing}</p>
      ${canTry ? html`<button type="button" class="plain slim" @click=${this.#tryNow}>${messages.text('syncNow')}</button>` : nothing}
    </div>`;
  }

  async #tryNow(): Promise<void> {
    await this.attempt((client) => client.sync.syncNow());
  }
}

function sentenceOf({ activity, pending, isStalled }: SyncStatus): SentenceKey {
  if (isStalled && activity !== 'needs-auth' && activity !== 'stopped') return 'syncStalled';
  switch (activity) {
    case 'starting':
      return 'syncStarting';
    case 'syncing':
      return 'syncSyncing';
    case 'retrying':
      return 'syncRetrying';
    case 'offline':
      return 'syncOffline';
    case 'needs-auth':
      return 'syncNeedsAuth';
    case 'stopped':
      return 'syncStopped';
    case 'idle':
      return pending > 0 ? 'syncSyncing' : 'syncAll';
  }
}

type SentenceKey =
  | 'syncStarting'
  | 'syncSyncing'
  | 'syncRetrying'
  | 'syncOffline'
  | 'syncNeedsAuth'
  | 'syncStopped'
  | 'syncStalled'
  | 'syncAll';

const toneOf = ({ activity, pending, isStalled }: SyncStatus): string =>
  activity === 'needs-auth' || activity === 'stopped' || isStalled
    ? 'alert'
    : activity === 'offline' || activity === 'retrying' || pending > 0
      ? 'waits'
      : 'calm';
