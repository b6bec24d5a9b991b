import type { Id } from '../model/value/ids.js';

/** Everything of a journey that its reader may know, in one file. */
export interface Archive {
  /** `cordee-<journey>-<day>.zip` */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of what a server would hold of it, in hexadecimal: equal for the same journey, whenever and wherever it is made. */
  readonly hash: string;
}

/** What became of words that somebody had kept to themself. */
export interface RestoredWords {
  /** How many are on this device again. */
  readonly restored: number;
  /** How many were here already, as they are or written on since: those stay as they are here. */
  readonly kept: number;
}

/** What an archive holds, checked: what a server takes by `provision` to have the journey again. */
export interface ArchiveContents {
  readonly journey: Id;
  /** Whose archive it is: who made it. */
  readonly by: Id;
  readonly hash: string;
  /** Of its template, to be provided first; absent when its reader did not know it. */
  readonly template: object | undefined;
  /** As `POST`ed by a host, or given to `service.provision({ tenant, journey, records })`. */
  readonly records: readonly {
    readonly type: string;
    readonly id: Id;
    readonly space: string;
    readonly fields: object;
  }[];
  /** What its writer kept to themself: never for a server. */
  readonly onlyMine: readonly {
    readonly type: string;
    readonly id: Id;
    readonly space: string;
    readonly fields: object;
  }[];
  /** Notes of its writer, which nobody else reads: for a server, beside `records`. */
  readonly notes: readonly {
    readonly type: string;
    readonly id: Id;
    readonly space: string;
    readonly fields: object;
  }[];
}

/** Leaving with what is one's own. Made on the device, without a network. */
export interface Export {
  /** Fetches the code, so that it is there when the network is not. */
  prepare(): Promise<void>;
  /**
   * One ZIP with `cordee.json`, `only-mine.json`, `notes.json`, `index.html` to read and `calendar.ics`. What
   * waits to be sent is in it. Nothing leaves the device.
   *
   * Refused with `CORDEE_PERMISSION_DENIED` for whom is not in the journey.
   */
  createArchive(
    journey: Id,
    options?: { readonly onProgress?: ((done: number) => void) | undefined },
  ): Promise<Archive>;
  /**
   * Reads an archive and checks every record and the hash. It writes nothing.
   *
   * Refused with `CORDEE_INPUT_INVALID` when it is none of ours, is damaged, or was changed.
   */
  importArchive(bytes: Uint8Array): Promise<ArchiveContents>;
  /**
   * Puts what an archive holds in `only-mine.json` back on this device: private answers, drafts, words
   * kept for later. Nothing is sent, and nothing that is here is written over.
   *
   * Refused with `CORDEE_INPUT_INVALID` when it is none of ours, is damaged, was changed, or somebody
   * else made it; with `CORDEE_PERMISSION_DENIED` when its journey is not on this device.
   *
   * @param options.journey The only one that it may be of; any on this device when absent.
   */
  restoreOnlyMine(
    bytes: Uint8Array,
    options?: { readonly journey?: Id | undefined; readonly onProgress?: ((done: number) => void) | undefined },
  ): Promise<RestoredWords>;
}
