import { badRequest } from './errors.ts';
import type { HttpRequest } from './http.ts';

export interface MultipartPart {
  readonly name: string;
  readonly filename: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

export function isMultipart(request: HttpRequest): boolean {
  return /^multipart\//i.test(request.headers['content-type'] ?? '');
}

/** The parts of a multipart body (RFC 2046, form-data names of RFC 7578). @throws ApiError when it is malformed */
export function readMultipart(request: HttpRequest): MultipartPart[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (!boundary) throw badRequest('INVALID_MULTIPART_REQUEST', 'The multipart request names no boundary');
  const body = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength);
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: MultipartPart[] = [];
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    const end = body.indexOf(delimiter, from);
    if (end < 0) break;
    parts.push(readPart(body.subarray(from, end)));
    start = end;
  }
  if (parts.length === 0) throw badRequest('INVALID_MULTIPART_REQUEST', 'The multipart request has no parts');
  return parts;
}

function readPart(bytes: Buffer): MultipartPart {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) throw badRequest('INVALID_MULTIPART_REQUEST', 'A part of the multipart request has no headers');
  const headers = bytes.subarray(0, split).toString('utf8');
  // The line break before the next delimiter belongs to the delimiter.
  const body = bytes.subarray(split + 4, Math.max(split + 4, bytes.length - 2));
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  return {
    name: parameter(disposition, 'name') ?? '',
    filename: parameter(disposition, 'filename'),
    contentType: /^content-type:\s*(\S+)/im.exec(headers)?.[1],
    body,
  };
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match ? (match[1] ?? match[2]) : undefined;
}
