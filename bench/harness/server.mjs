// Gives the pages their files, from memory and from this machine only. The two headers make the page's clock fine.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { walk } from '../../scripts/files.mjs';

const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

export async function serve(folder) {
  const files = new Map(walk(folder).map((file) => [normalize(file), readFileSync(file)]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://bench.test');
    const path = normalize(join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    const body = files.get(path);
    response
      .writeHead(body ? 200 : 404, {
        'content-type': types[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain',
        'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cache-control': 'no-store',
      })
      .end(body ?? 'Not here.');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
