/**
 * A receiver of webhooks in a thread of its own: while the org waits for its answer, the thread of the org cannot give one.
 * The path says how it answers: /200, /500, /410, /never; /mended answers 500 once and then 200. Each request is told by a message.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

let mended = false;
const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { url = '', headers } = request;
    parentPort!.postMessage({ url, headers, body: Buffer.concat(parts).toString() });
    if (url === '/never') return;
    const status = url === '/mended' ? (mended ? 200 : 500) : Number(url.slice(1));
    if (url === '/mended') mended = true;
    response.writeHead(status).end(`answer ${status}`);
  });
});
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as AddressInfo).port));
