/** Thread that compiles, so that transactions of the org go on meanwhile. One request at a time. */
import { parentPort } from 'node:worker_threads';
import { buildBundle } from './bundle-build.ts';
import type { BundleSource } from './bundle-build.ts';
import type { BuildMode } from './compiler.ts';
import { buildPlatform } from './platform-build.ts';

export type BuildJob =
  | { readonly kind: 'platform'; readonly cacheDir: string; readonly mode: BuildMode }
  | { readonly kind: 'bundle'; readonly cacheDir: string; readonly mode: BuildMode; readonly source: BundleSource };

export interface BuildRequest {
  readonly id: number;
  readonly job: BuildJob;
}

export interface BuildReply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', ({ id, job }: BuildRequest) => {
  last = last.then(async () => {
    const reply = await run(job).then(
      (value): BuildReply => ({ id, value }),
      (error: unknown): BuildReply => ({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
    parentPort!.postMessage(reply);
  });
});

function run(job: BuildJob): Promise<unknown> {
  return job.kind === 'platform' ? buildPlatform(job.cacheDir, job.mode) : buildBundle(job.source, job.cacheDir, job.mode);
}
