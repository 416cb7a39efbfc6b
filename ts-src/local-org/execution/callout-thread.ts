/** The thread that talks to the network while the org waits (`callouts.ts`). */
import http from 'node:http';
import https from 'node:https';
import { workerData } from 'node:worker_threads';
import type { Callout, CalloutAnswer, CalloutThreadData } from './callouts.ts';

const { port, flag } = workerData as CalloutThreadData;

port.on('message', (callout: Callout) => {
  void exchange(callout).then((answer) => {
    port.postMessage(answer);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
});

/** Redirects are not followed: Apex gets them as they are. */
function exchange({ method, url, headers, body, timeout, maxBytes }: Callout): Promise<CalloutAnswer> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve({ failed: wording(error, url) });
    try {
      const length = body === null && (method === 'GET' || method === 'HEAD' || method === 'DELETE') ? [] : ['Content-Length', String(body?.length ?? 0)];
      const sent = ['Host', new URL(url).host, ...headers.flat(), ...length];
      const signal = AbortSignal.timeout(timeout);
      const request = (url.startsWith('https:') ? https : http).request(url, { method, headers: sent, signal, agent: false }, (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size > maxBytes) response.destroy(new Error(`Exceeded max size limit of ${maxBytes} with response size ${size}`));
        });
        response.on('error', fail);
        response.on('end', () => resolve({ status: response.statusCode!, statusText: response.statusMessage ?? '', headers: joined(response.rawHeaders), body: Buffer.concat(parts) }));
      });
      request.on('error', fail);
      request.end(body ?? undefined);
    } catch (error) {
      fail(error as NodeJS.ErrnoException);
    }
  });
}

/** A header that comes several times is one, its values joined. */
function joined(raw: readonly string[]): [string, string][] {
  const headers = new Map<string, [string, string]>();
  for (let i = 0; i < raw.length; i += 2) {
    const [name, value] = [raw[i]!, raw[i + 1]!];
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), known === undefined ? [name, value] : [known[0], `${known[1]}, ${value}`]);
  }
  return [...headers.values()];
}

function wording({ name, code, message }: NodeJS.ErrnoException, url: string): string {
  if (name === 'AbortError' || name === 'TimeoutError') return 'Read timed out';
  switch (code) {
    case 'ECONNREFUSED':
      return 'Connection refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `Unknown host: ${new URL(url).hostname}`;
    case 'ECONNRESET':
    case 'HPE_INVALID_CONSTANT':
      return 'Unexpected end of file from server';
    default:
      return message;
  }
}
