import assert from 'node:assert/strict';

/** A stream as a device reads it, message by message. */
export class Listener {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #abort: AbortController;
  #text = '';

  private constructor(reader: ReadableStreamDefaultReader<Uint8Array>, abort: AbortController) {
    this.#reader = reader;
    this.#abort = abort;
  }

  /** @param query As `?v=2`: the version of the protocol that the device speaks. */
  static async open(server: { readonly url: string }, token: string, query = ''): Promise<Listener> {
    const abort = new AbortController();
    const response = await fetch(`${server.url}/v1/events${query}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert(response.body);
    const listener = new Listener(response.body.getReader(), abort);
    assert.equal(await listener.next(), ': here');
    return listener;
  }

  /** The next message; undefined once the server has closed. */
  async next(): Promise<string | undefined> {
    while (!this.#text.includes('\n\n')) {
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#text += new TextDecoder().decode(value);
    }
    const end = this.#text.indexOf('\n\n');
    const message = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 2);
    return message;
  }

  leave(): void {
    this.#abort.abort();
  }
}
