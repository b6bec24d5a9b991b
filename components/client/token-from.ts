/**
 * Asks the page's own server for a token, with the session that the reader has there. The answer is
 * the token itself, or `{ "token": "…" }`. With `refresh`, the address gets `refresh=1`.
 */
export async function tokenFrom(address: string, refresh: boolean): Promise<string> {
  const url = new URL(address, document.baseURI);
  if (refresh) url.searchParams.set('refresh', '1');
  const response = await fetch(url, {
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { accept: 'application/json, text/plain' },
  });
  if (!response.ok) throw new Error(`[cordee] ${url.pathname} answered ${response.status} instead of a token.`);
  const text = (await response.text()).trim();
  if (!text.startsWith('{')) return text;
  const body: unknown = JSON.parse(text);
  if (typeof body === 'object' && body !== null && 'token' in body && typeof body.token === 'string') return body.token;
  throw new Error(`[cordee] ${url.pathname} answered without a "token".`);
}
