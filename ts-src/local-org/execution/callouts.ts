import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

export interface Callout {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes of the answer. */
  readonly maxBytes: number;
}

export type CalloutAnswer =
  | { readonly status: number; readonly statusText: string; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body: Uint8Array }
  /** In the platform's words. */
  | { readonly failed: string };

/** What the thread gets: the flag is raised when the answer lies in its port. */
export interface CalloutThreadData {
  readonly port: MessagePort;
  readonly flag: Int32Array<SharedArrayBuffer>;
}

/** Time for the thread itself beyond that of the callout. */
const GRACE = 5_000;

interface Thread extends CalloutThreadData {
  readonly worker: Worker;
  /** True while somebody waits; still true afterwards when the watchdog stopped who waited. */
  waited: boolean;
}
let thread: Thread | undefined;

/** One thread for all callouts, which does not keep the process alive. */
function started(): Thread {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const data: CalloutThreadData = { port: port2, flag };
  const worker = new Worker(new URL('./callout-thread.ts', import.meta.url), { workerData: data, transferList: [port2] });
  worker.unref();
  port1.unref();
  return { worker, port: port1, flag, waited: false };
}

function stop(): void {
  thread?.port.close();
  void thread?.worker.terminate();
  thread = undefined;
}

/** Sends a request and waits for its answer. Nothing else happens in the org meanwhile: one transaction is one thread. */
export function callOut(callout: Callout): CalloutAnswer {
  // An answer that comes too late must not be taken for that of the next callout.
  if (thread?.waited === true) stop();
  thread ??= started();
  const { port, flag } = thread;
  Atomics.store(flag, 0, 0);
  thread.waited = true;
  port.postMessage(callout);
  Atomics.wait(flag, 0, 0, callout.timeout + GRACE);
  const answer = receiveMessageOnPort(port) as { readonly message: CalloutAnswer } | undefined;
  if (answer === undefined) return { failed: 'Read timed out' };
  thread.waited = false;
  return answer.message;
}
