import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

interface Asset {
  readonly tag: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** The files that a page may ask for: the built Cordée at the root, the intranet's own beside it. */
function pathOf(url: string): string | undefined {
  if (/^\/(cordee(\.iife)?|chunks\/[\w-]+)\.js(\.map)?$/.test(url)) return `dist/cdn${url}`;
  if (/^\/(intranet\.(css|js)|images\/[\w-]+\.svg)$/.test(url)) return `demo/public${url}`;
  return undefined;
}

/** Answers a request for a file, compressed and revalidated; undefined for an address that is no file of ours. */
export function createAssets(): (request: Request) => Response | undefined {
  const kept = new Map<string, Asset>();

  const read = (file: string): Asset => {
    const tag = `"${statSync(file).mtimeMs.toString(36)}"`;
    const known = kept.get(file);
    if (known?.tag === tag) return known;
    const body = readFileSync(file);
    const asset = { tag, body, gzipped: gzipSync(body, { level: 9 }) };
    kept.set(file, asset);
    return asset;
  };

  return (request) => {
    const path = pathOf(new URL(request.url).pathname);
    if (!path || !existsSync(fileOf(path))) return undefined;
    const { tag, body, gzipped } = read(fileOf(path));
    const headers = new Headers({
      'cache-control': 'no-cache',
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      etag: tag,
      vary: 'accept-encoding',
    });
    if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
    if (!request.headers.get('accept-encoding')?.includes('gzip'))
      return new Response(new Uint8Array(body), { headers });
    headers.set('content-encoding', 'gzip');
    return new Response(new Uint8Array(gzipped), { headers });
  };
}
