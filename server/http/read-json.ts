import { limits } from '../../src/protocol/limits.js';
import { RequestProblem } from '../problem.js';

/** The frame of a message around its records. */
const frameDepth = 8;

/**
 * The JSON of a request, never larger than `maxBytes`: the bytes are counted as they come,
 * whatever the headers say. `onBytes` is told how many came, also of a body that is refused.
 *
 * @throws RequestProblem `unsupported_media`, `too_large` or `malformed`.
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) throw new RequestProblem('unsupported_media', 'Send application/json.');
  if (request.headers.has('content-encoding'))
    throw new RequestProblem('unsupported_media', 'Send it without Content-Encoding.');
  return parseJson(await readText(request, maxBytes, onBytes));
}

/** @throws RequestProblem `malformed` for what is no JSON, or is nested deeper than any message. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestProblem('malformed', 'The body is not JSON.');
  }
  if (!isShallow(value, limits.jsonDepth + frameDepth))
    throw new RequestProblem('malformed', 'The body is nested too deep.');
  return value;
}

async function readText(request: Request, maxBytes: number, onBytes: (bytes: number) => void): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  const reader = request.body?.getReader();
  try {
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > maxBytes) {
        await reader?.cancel();
        throw new RequestProblem('too_large', `Send at most ${maxBytes} bytes.`);
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof RequestProblem) throw error;
    throw new RequestProblem('malformed', 'The body is not UTF-8, or was cut.');
  } finally {
    onBytes(bytes);
  }
}

/** Without recursion: what is asked about may be as deep as the body is long. */
function isShallow(value: unknown, maxDepth: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= maxDepth; depth++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return true;
  }
  return false;
}
