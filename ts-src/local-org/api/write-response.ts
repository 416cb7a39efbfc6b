import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { HttpResponse } from './http.ts';
import { stringify } from './json.ts';
import { restXml } from './xml.ts';

const compress = promisify(gzip);

/** Smaller answers cost more to compress than to send. */
const MIN_COMPRESSED = 1400;
/** Up to here an answer goes out in the turn that made it: the jobs of its transaction run in the next, while the client reads. */
const COMPRESSED_AT_ONCE = 128 * 1024;
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|xml|javascript|manifest)|image\/svg)/;

export interface WriteOptions {
  readonly method: string;
  readonly acceptEncoding: string;
  /** The client asked for XML: objects are written so. */
  readonly xml: boolean;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** Sends the answer: objects as JSON or XML, compressed where the client accepts it. */
export async function writeResponse(outgoing: ServerResponse, response: HttpResponse, options: WriteOptions): Promise<void> {
  const headers: Record<string, string | readonly string[]> = { ...options.headers };
  // A browser takes an answer for what it says it is, never for what it looks like.
  headers['x-content-type-options'] = 'nosniff';
  for (const [name, value] of Object.entries(response.headers ?? {})) headers[name.toLowerCase()] = value;
  if (response.body instanceof Readable) {
    outgoing.writeHead(response.status, headers as Record<string, string | string[]>);
    if (options.method === 'HEAD') {
      response.body.destroy();
      outgoing.end();
    } else await pipeline(response.body, outgoing).catch(() => undefined);
    return;
  }
  let body = bytesOf(response.body, headers, options.xml);
  if (body.length >= MIN_COMPRESSED && /\bgzip\b/.test(options.acceptEncoding) && headers['content-encoding'] === undefined && COMPRESSIBLE.test(String(headers['content-type'] ?? ''))) {
    body = body.length <= COMPRESSED_AT_ONCE ? gzipSync(body, { level: 1 }) : await compress(body, { level: 1 });
    headers['content-encoding'] = 'gzip';
    headers.vary = 'Accept-Encoding';
  }
  if (response.status !== 204 && response.status !== 304) headers['content-length'] = String(body.length);
  headers['cache-control'] ??= 'no-cache,must-revalidate,max-age=0,no-store,private';
  outgoing.writeHead(response.status, headers as Record<string, string | string[]>);
  await new Promise<void>((resolve) => {
    outgoing.once('close', resolve);
    outgoing.end(options.method === 'HEAD' ? undefined : body, resolve);
  });
}

function bytesOf(body: HttpResponse['body'], headers: Record<string, string | readonly string[]>, xml: boolean): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === 'string') {
    headers['content-type'] ??= 'text/plain;charset=UTF-8';
    return Buffer.from(body);
  }
  headers['content-type'] ??= xml ? 'application/xml;charset=UTF-8' : 'application/json;charset=UTF-8';
  return Buffer.from(xml ? restXml(body) : stringify(body));
}
