import type { CordeeClient, DraftView, DraftWords, Instant } from '../../src/index.js';
import { isSameDraft, joinDrafts, keyOfDraft } from './draft-words.js';

const settleMs = 400;

export type Kept = DraftWords | undefined;

/** Words that left the field to be stored elsewhere. */
export interface Taken {
  /** They are stored: the draft goes, unless another page has written there since. */
  done(): Promise<void>;
  /** They are not: they are in the field again, before what was typed meanwhile. */
  giveBack(): void;
}

/** Names a draft inside a journey. */
export interface DraftKey {
  readonly journey: string;
  readonly name: string;
  /** Holds one of several answers: where two pages chose, the choice of this one holds. Words of two pages are joined. */
  readonly isChoice?: boolean;
}

const drafts = new WeakMap<CordeeClient, Map<string, Draft>>();

/** The one draft of that name: two elements that write there write the same words. */
export function draftOf(client: CordeeClient, key: DraftKey): Draft {
  const known = drafts.get(client) ?? new Map<string, Draft>();
  drafts.set(client, known);
  const name = `${key.journey}/${key.name}`;
  const draft = known.get(name) ?? new Draft(client, key);
  known.set(name, draft);
  return draft;
}

/**
 * What is begun in one field, or one form, and not posted. It is on the disk a moment after each change, at once when
 * the page is hidden or no element shows it any more. What another page writes there, or posts, is followed; nothing
 * that both wrote is lost.
 */
export class Draft {
  /** What is written there; `undefined` while nothing is. */
  words: Kept;
  /** Set while what is shown was found on this device: when it was written. */
  restoredFrom: Instant | undefined;
  /** Without a client, what is typed is in the field all the same. */
  readonly #client: CordeeClient | undefined;
  readonly #key: DraftKey;
  readonly #shown = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #settling: Promise<void> = Promise.resolve();
  #subscription: { unsubscribe(): void } | undefined;
  /** Of what the disk was last seen to hold; `undefined` before the first look. */
  #seen: string | undefined;
  /** Of what this page wrote and has not seen there yet, oldest first. */
  readonly #echoes: string[] = [];
  #taken = 0;

  constructor(client: CordeeClient | undefined, key: DraftKey) {
    this.#client = client;
    this.#key = key;
  }

  /** Its words alone; empty while there are none. */
  get text(): string {
    return this.words?.text ?? '';
  }

  /** Shows it from now on; gives the way to stop. */
  show(changed: () => void): () => void {
    this.#shown.add(changed);
    if (this.#shown.size === 1) this.#open();
    return () => {
      this.#shown.delete(changed);
      if (this.#shown.size === 0) this.#close();
    };
  }

  /** What is written now, on the disk a moment later; nothing at all is forgotten there at once. */
  write(words: Kept): void {
    this.words = words;
    this.restoredFrom = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#flush, words ? settleMs : 0);
    this.#tell();
  }

  /** {@link write} for words alone. */
  writeText(text: string): void {
    this.write(text === '' ? undefined : { text });
  }

  /** Settles when what was written last is on the disk. */
  settled(): Promise<void> {
    this.#flush();
    return this.#settling;
  }

  /** Empties the field at once. The disk keeps the words until it is known what became of them. */
  take(left: Kept): Taken {
    const words = this.words;
    this.write(left);
    this.#taken += 1;
    return {
      done: async () => {
        this.#taken -= 1;
        if (this.words && !isSameDraft(this.words, left)) return this.settled();
        this.#stopWaiting();
        await this.#settling;
        await this.#delete(words);
      },
      giveBack: () => {
        this.#taken -= 1;
        this.write(words && joinDrafts(words, isSameDraft(this.words, left) ? undefined : this.words));
      },
    };
  }

  /** Forgets words that are stored elsewhere now. What was typed here meanwhile, in this page or in another, stays. */
  async forget(stored: string): Promise<void> {
    const { words } = this;
    if (words && words.text.trim() !== stored.trim()) return;
    this.words = undefined;
    this.restoredFrom = undefined;
    this.#stopWaiting();
    this.#tell();
    await this.#settling;
    await this.#delete(words ?? { text: stored });
  }

  #open(): void {
    addEventListener('pagehide', this.#flush);
    document.addEventListener('visibilitychange', this.#flush);
    const { journey, name } = this.#key;
    if (journey === '') return;
    this.#subscription = this.#client?.drafts.watch(journey, name).subscribe({
      next: (found) => this.#meet(found?.later ? undefined : found),
      // Where drafts cannot be read, one writes all the same.
      error: () => undefined,
    });
  }

  #close(): void {
    removeEventListener('pagehide', this.#flush);
    document.removeEventListener('visibilitychange', this.#flush);
    this.#flush();
    this.#subscription?.unsubscribe();
    this.#subscription = undefined;
    this.restoredFrom = undefined;
    // Another page may write here before it is shown again: its words are not joined to a choice without any.
    if (this.words?.text === '' && !this.words.form) this.words = undefined;
  }

  #meet(found: DraftView | undefined): void {
    const key = keyOfDraft(found);
    const isFirst = this.#seen === undefined;
    if (key === this.#seen || (isFirst && !found)) {
      this.#seen = key;
      return;
    }
    this.#seen = key;
    const echo = this.#echoes.indexOf(key);
    if (echo >= 0) {
      this.#echoes.splice(0, echo + 1);
      return;
    }
    if (isSameDraft(found, this.words)) return;
    if (this.#timer === undefined && this.#taken === 0) {
      this.restoredFrom = found && (this.words ? this.restoredFrom : found.at);
      this.words = found;
    } else if (found) this.write(this.#key.isChoice ? (this.words ?? found) : joinDrafts(found, this.words));
    this.#tell();
  }

  /** Deletes the draft of these words; what another page wrote there meanwhile stays. */
  async #delete(words: Kept): Promise<void> {
    const { journey, name } = this.#key;
    const own = [keyOfDraft(words), this.#seen, ...this.#echoes];
    const found = await this.#client?.drafts.get(journey, name).catch(() => undefined);
    if (!found || !own.includes(keyOfDraft(found))) return;
    this.#keep(undefined);
    await this.#settling;
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tell(): void {
    for (const changed of this.#shown) changed();
  }

  readonly #flush = (): void => {
    if (this.#timer === undefined || this.#taken > 0) return;
    this.#stopWaiting();
    this.#keep(this.words);
  };

  #keep(words: Kept): void {
    if (!this.#client) return;
    const { journey, name } = this.#key;
    const key = keyOfDraft(words);
    // What the disk holds already comes as nothing new: its echo would stay, and hide the same words of another page.
    const comesBack = key !== (this.#seen ?? keyOfDraft(undefined));
    if (comesBack) this.#echoes.push(key);
    // The text is still in the field and in memory when the disk takes none; posting it says so.
    this.#settling = this.#client.drafts.keep(journey, name, words).catch(() => {
      const echo = comesBack ? this.#echoes.indexOf(key) : -1;
      if (echo >= 0) this.#echoes.splice(echo, 1);
    });
  }
}
