/** Of a request, what a browser says about where it comes from. */
export interface RequestOrigin {
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`: no page can write them. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  /** The `Host` that was asked. */
  readonly host: string | undefined;
}

const modes = ['cors', 'same-origin'];

/**
 * Whether a browser sends it for a page that may not ask: of another site that is not allowed, or
 * by a navigation, a form or an image, which none of our calls is. What is no browser says nothing
 * of all this, and is not a danger here: there are no cookies.
 */
export function isForeign({ origin, site, mode, host }: RequestOrigin, allowedOrigins: readonly string[]): boolean {
  if (mode !== undefined && !modes.includes(mode)) return true;
  if (origin !== undefined && allowedOrigins.includes(origin)) return false;
  // The scheme is not known behind a proxy that ends TLS, so hosts are compared.
  if (origin !== undefined) return !URL.canParse(origin) || new URL(origin).host !== host;
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
