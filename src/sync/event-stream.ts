/** One message of a `text/event-stream`. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads a `text/event-stream` from a fetch response, so that the token stays in a header. Comments
 * are told too, as an empty event: they prove that the line is alive.
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let event = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        // A field is a name, a colon, and what follows without its first spaces; a comment has no name.
        const [, name, text = ''] = /^(event|data|):\s*(.*)/.exec(line) ?? [];
        if (name === '') yield { event: '', data: '' };
        if (name === 'event') event = text;
        if (name === 'data') data.push(text);
        if (line !== '') continue;
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
