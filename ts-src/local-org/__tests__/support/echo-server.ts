/** A web server in a thread of its own: while Apex waits for an answer, this thread cannot give one. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { parentPort } from 'node:worker_threads';

const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { method, url = '', headers } = request;
    if (url === '/never') return;
    if (url === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end();
    if (url === '/cut') return void request.socket.destroy();
    if (url === '/large') return void response.end(Buffer.alloc(7_000_000));
    if (url === '/bytes') return void response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0, 255, 137, 80]));
    const sent = Buffer.concat(parts);
    const body = (headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString();
    response.writeHead(201, 'Made', { 'Content-Type': 'application/json', 'Set-Cookie': ['a=1', 'b=2'] });
    response.end(JSON.stringify({ method, url, authorization: headers.authorization, colour: headers['x-colour'], body }));
  });
});
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.address() as AddressInfo).port));
