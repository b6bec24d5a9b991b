import { nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Inspection, InspectedScope, SyncStatus, TraceEvent } from '../../src/index.js';
import { CordeeElement } from '../base/cordee-element.js';
import { LiveController } from '../controllers/live-controller.js';
import { focusAfterUpdate } from '../controllers/focus.js';
import { MessageController } from '../controllers/message-controller.js';
import { type FirstMessages, firstBook } from '../locales/index.js';
import { type InspectorMessages, inspectorBook } from '../locales/inspector/index.js';
import { version } from '../registry/version.js';
import { formatOf, timeAgo } from '../views/dates.js';
import { heading } from '../views/heading.js';
import { html } from '../views/html.js';
import { icon } from '../views/icons.js';
import { codeIn, factsOf } from './event-line.js';
import { styles } from './inspector.styles.js';
import { reportOf } from './report.js';
import type { TraceLog } from './trace-log.js';

const shownEvents = 60;
const shownErrors = 5;

/**
 * What is inside a client, for developers and support: what waits, what is stored, how the sync
 * stands, what happened last. It shows counts, codes and ids, and nobody's words.
 * @tag cordee-inspector
 * @csspart base - The whole.
 * @csspart sync - How the sync stands.
 * @csspart device - Versions, storage and clock.
 * @csspart outbox - What waits, and what was refused.
 * @csspart scopes - What is stored, scope by scope.
 * @csspart errors - The last errors.
 * @csspart traces - The last events.
 * @csspart report - The report, where the page may not copy it.
 */
export class CordeeInspector extends CordeeElement {
  static override styles = styles;

  /** @internal */
  protected readonly messages = new MessageController<FirstMessages & InspectorMessages>(
    this,
    firstBook,
    inspectorBook,
  );

  /** The events of the client, as `createTraceLog` keeps them. */
  @property({ attribute: false }) traces: TraceLog | undefined;

  @state() private paused: readonly TraceEvent[] | undefined;
  @state() private onlyErrors = false;
  @state() private outcome: 'copied' | 'shown' | undefined;
  @state() private copied = '';

  #watched: TraceLog | undefined;
  #stop: (() => void) | undefined;
  readonly #status = new LiveController(this, this.source, { args: () => [], watch: (client) => client.sync.status$ });
  readonly #inspection = new LiveController(this, this.source, {
    args: () => [],
    watch: (client) => client.inspect.watch(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#watched = undefined;
  }

  protected override willUpdate(): void {
    if (this.traces !== this.#watched && this.isConnected) this.#follow();
  }

  protected override view() {
    const { messages } = this;
    return html`<div class="head">
        <div>${heading(this.headingLevel, messages.text('inside'))}<p class="soft small">${messages.text('insideIntro')}</p></div>
        <div class="actions">
          <button type="button" class="primary" @click=${this.#copy}>${messages.text('copyReport')}</button>
          <button type="button" @click=${this.#syncNow}>${messages.text('trySync')}</button>
        </div>
        ${this.#outcomeView()}
      </div>
      ${this.show(this.#inspection, (inspection) => this.#sections(inspection))}`;
  }

  #sections(inspection: Inspection) {
    const status = this.#status.value;
    return html`${status ? this.#syncView(status) : nothing}
      <div class="sheets">
        ${this.#section('device', this.#deviceView(inspection, status))}
        ${this.#section('outbox', this.#outboxView(inspection))}
      </div>
      ${this.#section('scopes', this.#scopesView(inspection))}
      ${this.#section('errors', this.#errorsView(status))}
      ${this.#section('traces', this.#tracesView())}`;
  }

  #section(key: 'device' | 'outbox' | 'errors' | 'scopes' | 'traces', content: unknown) {
    return html`<section part=${key} class="sheet" aria-labelledby=${key}>
      ${heading(this.headingLevel + 1, html`<span id=${key}>${this.messages.text(key)}</span>`, 'section-title')}${content}
    </section>`;
  }

  #syncView(status: SyncStatus) {
    const { messages } = this;
    const { activity, lastSyncedAt, isStalled } = status;
    return html`<p part="sync" role="status" class=${toneOf(status)}>
      ${icon(activity === 'offline' ? 'offline' : toneOf(status) === 'alert' ? 'warning' : 'check')}
      <span><b>${messages.text('activity', activity)}</b>${isStalled ? html`<br />${messages.text('stalled')}` : nothing}
      <small>${lastSyncedAt ? messages.text('synced', timeAgo(lastSyncedAt, this.clock.now, messages.language)) : messages.text('neverSynced')}</small></span>
    </p>`;
  }

  #deviceView({ protocol, schema, replica, clockEra, clockAheadMs }: Inspection, status: SyncStatus | undefined) {
    const { messages } = this;
    return html`<dl>
      <dt>${messages.text('storage')}</dt><dd>${status ? messages.text('storageMode', status.storage.mode) : nothing}${status?.isOutdated ? html`<br /><span class="bad">${messages.text('outdatedHere')}</span>` : nothing}</dd>
      <dt>${messages.text('replica')}</dt><dd><code>${replica}</code></dd>
      <dt>${messages.text('clock')}</dt><dd>${messages.text('clockIs', clockEra, clockAheadMs)}</dd>
      <dt>${messages.text('versions')}</dt><dd>${messages.text('versionsAre', version, protocol, schema)}</dd>
    </dl>`;
  }

  #outboxView({ outbox: { waiting, oldestAt, changes }, refused }: Inspection) {
    const { messages } = this;
    const ago = oldestAt && messages.text('oldest', timeAgo(oldestAt, this.clock.now, messages.language));
    return html`<p>${waiting === 0 ? messages.text('nothingWaits') : html`<b>${messages.text('waits', waiting)}</b>, ${ago}`}</p>
      ${changes.length === 0 ? nothing : html`<ul class="chips">${changes.map(({ kind, name, count }) => html`<li>${messages.text('changeKind', kind)} <code>${name}</code> × ${count}</li>`)}</ul>`}
      ${refused.length === 0 ? nothing : html`<p class="bad">${messages.text('refusedChanges')}</p><ul class="chips">${refused.map(({ reason, count }) => html`<li><code>${reason}</code> × ${count}</li>`)}</ul>`}`;
  }

  #scopesView({ scopes }: Inspection) {
    if (scopes.length === 0) return html`<p class="empty">${this.messages.text('noScopes')}</p>`;
    return html`<ul class="rows">${scopes.map((scope) => this.#scopeView(scope))}</ul>`;
  }

  #scopeView({ id, kind, cursor, mismatchedAt, ...scope }: InspectedScope) {
    const { messages } = this;
    const { records, spaces, revision, waiting, isHeld, isResetting } = scope;
    const facts = [
      records === undefined ? '' : messages.text('records', records),
      messages.text('spaces', spaces),
      revision === undefined ? '' : messages.text('revision', revision),
      waiting === 0 ? '' : messages.text('waits', waiting),
      isHeld === undefined ? '' : messages.text(isHeld ? 'held' : 'notHeld'),
    ].filter((fact) => fact !== '');
    return html`<li>
      <p><span class="eyebrow">${messages.text('scopeKind', kind)}</span> <code class="id">${id}</code></p>
      <p class="small soft">${facts.join(' · ')}</p>
      <p class="small soft">${messages.text('cursor')} ${cursor === undefined ? messages.text('noCursor') : html`<code>${cursor}</code>`}${isResetting ? html` · <b>${messages.text('resetting')}</b>` : nothing}</p>
      ${mismatchedAt === undefined ? nothing : html`<p class="small bad">${messages.text('mismatched', timeAgo(mismatchedAt, this.clock.now, messages.language))}</p>`}
    </li>`;
  }

  #errorsView(status: SyncStatus | undefined) {
    const events = (this.traces?.events ?? []).filter((event) => codeIn(event) !== undefined);
    const now = [status?.lastError, status?.storage.lastError].filter((code) => code !== undefined);
    if (events.length === 0 && now.length === 0) return html`<p>${this.messages.text('noErrors')}</p>`;
    return events.length === 0
      ? html`<ul class="rows">${now.map((code) => html`<li><code class="bad">${code}</code></li>`)}</ul>`
      : html`<ol class="events">${events
          .slice(-shownErrors)
          .toReversed()
          .map((event) => this.#eventView(event))}</ol>`;
  }

  #tracesView() {
    const { messages, traces } = this;
    if (!traces)
      return html`<p>${messages.text('notTraced')}</p><pre tabindex="0"><code>const log = createTraceLog();
createCordee({ …, onTrace: log.record });
inspector.traces = log;</code></pre>`;
    const all = this.paused ?? traces.events;
    const events = this.onlyErrors ? all.filter((event) => codeIn(event) !== undefined) : all;
    return html`<div class="actions">
        <button type="button" class="slim" @click=${this.#togglePause}>${messages.text(this.paused ? 'goOnTraces' : 'pauseTraces')}</button>
        <label><input type="checkbox" .checked=${this.onlyErrors} @change=${this.#toggleErrors} /> ${messages.text('onlyErrors')}</label>
      </div>
      ${
        events.length === 0
          ? html`<p class="empty">${messages.text('noTraces')}</p>`
          : html`<ol class="events long" tabindex="0" aria-labelledby="traces">${events
              .slice(-shownEvents)
              .toReversed()
              .map((event) => this.#eventView(event))}</ol>`
      }`;
  }

  #eventView(event: TraceEvent) {
    const code = codeIn(event);
    const time = formatOf(this.messages.language, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    }).format(event.at);
    return html`<li class=${code ? 'failed-event' : ''}>
      <time datetime=${new Date(event.at).toISOString()}>${time}</time> <b>${event.type}</b>
      <span>${factsOf(event).join(' · ')}${code ? html` <span class="bad">${code}</span>` : nothing}</span>
    </li>`;
  }

  #outcomeView() {
    const { messages, outcome } = this;
    return html`<p role="status" class="small outcome">${outcome ? messages.text(outcome === 'copied' ? 'reportCopied' : 'reportNotCopied') : ''}</p>
      ${outcome === 'shown' ? html`<textarea part="report" readonly rows="12" aria-label=${messages.text('report')} .value=${this.copied}></textarea>` : nothing}`;
  }

  #follow(): void {
    this.#stop?.();
    this.#watched = this.traces;
    this.#stop = this.traces?.watch(() => this.requestUpdate());
  }

  #togglePause(): void {
    this.paused = this.paused ? undefined : (this.traces?.events ?? []);
  }

  #toggleErrors({ target }: Event): void {
    this.onlyErrors = (target as HTMLInputElement).checked;
  }

  async #syncNow(): Promise<void> {
    await this.attempt((client) => client.sync.syncNow());
  }

  async #copy(): Promise<void> {
    this.copied = reportOf({
      now: this.clock.now,
      version,
      userAgent: navigator.userAgent,
      status: this.#status.value,
      inspection: this.#inspection.value,
      events: this.traces?.events ?? [],
    });
    try {
      await navigator.clipboard.writeText(this.copied);
      this.outcome = 'copied';
    } catch {
      // No clipboard in an insecure context, nor in a frame that the page gave none to.
      this.outcome = 'shown';
      await focusAfterUpdate(this, 'textarea');
      this.renderRoot.querySelector('textarea')?.select();
    }
  }
}

const toneOf = ({ activity, isStalled }: SyncStatus): 'alert' | 'waits' | 'calm' =>
  isStalled || activity === 'needs-auth' || activity === 'stopped'
    ? 'alert'
    : activity === 'offline' || activity === 'retrying'
      ? 'waits'
      : 'calm';
