import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ApiError, badRequest } from './errors.ts';

/** The whole body, inflated. @throws ApiError 413 beyond `limit` bytes, before or after inflating */
export async function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  const announced = Number(incoming.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  // Whoever stops here must still be able to answer: the connection stays.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return inflate(Buffer.concat(chunks, size), incoming.headers['content-encoding'], limit);
}

/** Longest rest of a body that is read for nothing, in bytes and in milliseconds. */
const MAX_DISCARDED = 512 * 1024 * 1024;
const DISCARD_TIME = 10_000;

/** Reads what is left of a body and forgets it: a client that is still sending would see its connection break instead of the answer. */
export function discardBody(incoming: IncomingMessage): Promise<void> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const end = (): void => {
      clearTimeout(timer);
      incoming.pause();
      resolve();
    };
    const timer = setTimeout(end, DISCARD_TIME);
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_DISCARDED) end();
    });
    incoming.once('end', end).once('close', end).once('error', end);
  });
}

function inflate(body: Buffer, encoding: string | undefined, limit: number): Uint8Array {
  if (body.length === 0 || encoding === undefined || encoding === 'identity') return body;
  const options = { maxOutputLength: limit };
  try {
    if (encoding === 'gzip') return gunzipSync(body, options);
    if (encoding === 'deflate') return inflateSync(body, options);
    if (encoding === 'br') return brotliDecompressSync(body, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw badRequest('INVALID_CONTENT_ENCODING', `The request body is not valid ${encoding} data`);
  }
  throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Encoding ${encoding} is not supported`);
}

function tooLarge(limit: number): ApiError {
  return new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', `The request body is larger than the ${limit} bytes that this resource takes`);
}
