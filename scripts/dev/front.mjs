// What the browser talks to in `npm run dev`: Cordée as it was just built, the demonstration's server behind it, and a
// stream that tells pages what is new. The policy of the pages stays as strict as it is for `npm start`.
import { readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';

const host = '127.0.0.1';
const script = '<script type="module" src="/dev/reload.js"></script>';
const reload = new URL('reload.js', import.meta.url);

const escape = (text) => text.replaceAll(/[&<]/g, (character) => (character === '&' ? '&amp;' : '&lt;'));

/** A page that stands in for the demonstration's as long as its server does not start. */
const pageOf = (problems) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cordée: not started</title>${script}</head><body><h1>The server has not started</h1><pre>${escape(problems.join('\n\n'))}</pre></body></html>`;

/** @param state `files`, `version`, `problems`, and `server`: the promise of its port, or of none. */
export function createFront(state) {
  const streams = new Set();
  const line = () => `data: ${JSON.stringify({ version: state.version, problems: state.problems() })}\n\n`;

  const forward = (port, request, response) => {
    const { 'accept-encoding': _, ...headers } = request.headers;
    const asked = ask({ host, port, method: request.method, path: request.url, headers }, (answer) => {
      if (!answer.headers['content-type']?.startsWith('text/html')) {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        return;
      }
      const { 'content-length': _, ...rest } = answer.headers;
      let html = '';
      answer.setEncoding('utf8').on('data', (data) => {
        html += data;
      });
      answer.on('end', () =>
        response.writeHead(answer.statusCode, rest).end(html.replace('</head>', `${script}</head>`)),
      );
    });
    // The server is ended at every change: whoever asked it asks the next one.
    asked.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(503).end()));
    response.on('close', () => asked.destroy());
    request.pipe(asked);
  };

  const answer = async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/dev/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      streams.add(response.on('close', () => streams.delete(response)));
      response.write(line());
      return;
    }
    const code = pathname === '/dev/reload.js' ? readFileSync(reload) : state.files.get(pathname);
    if (code) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
      response.end(code);
      return;
    }
    const port = await state.server;
    if (port) forward(port, request, response);
    else response.writeHead(503, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(state.problems()));
  };

  const server = createServer((request, response) => void answer(request, response));
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => resolve(`http://${host}:${server.address().port}`));
      }),
    /** Tells every open page how things are now. */
    tell() {
      for (const stream of streams) stream.write(line());
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
