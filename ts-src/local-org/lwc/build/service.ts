import { Worker } from 'node:worker_threads';
import { bundleHash, cachedBundle } from './bundle-build.ts';
import type { BundleResult, BundleSource } from './bundle-build.ts';
import type { BuildMode } from './compiler.ts';
import { cachedPlatform } from './platform-build.ts';
import type { PlatformBuild } from './platform-build.ts';
import type { BuildJob, BuildReply } from './worker.ts';

export interface BuildService {
  readonly mode: BuildMode;
  /** The same build for the life of the service. */
  platform(): Promise<PlatformBuild>;
  bundle(source: BundleSource): Promise<BundleResult>;
  close(): void;
}

export interface BuildServiceOptions {
  readonly cacheDir: string;
  readonly mode: BuildMode;
}

/** What the cache holds is answered at once; the compiler's thread starts with the first thing that is not there. */
export function buildService({ cacheDir, mode }: BuildServiceOptions): BuildService {
  let thread: CompilerThread | undefined;
  let platform: Promise<PlatformBuild> | undefined;
  const running = new Map<string, Promise<BundleResult>>();
  const compile = (job: BuildJob): Promise<unknown> => (thread ??= new CompilerThread()).run(job);
  return {
    mode,
    platform() {
      platform ??= Promise.resolve(cachedPlatform(cacheDir, mode)).then((cached) => cached ?? (compile({ kind: 'platform', cacheDir, mode }) as Promise<PlatformBuild>));
      return platform;
    },
    bundle(source) {
      const hash = bundleHash(source, mode);
      const cached = cachedBundle(cacheDir, hash);
      if (cached) return Promise.resolve({ ok: true, bundle: cached });
      let build = running.get(hash);
      if (!build) {
        build = (compile({ kind: 'bundle', cacheDir, mode, source }) as Promise<BundleResult>).finally(() => running.delete(hash));
        running.set(hash, build);
      }
      return build;
    },
    close() {
      thread?.close();
      thread = undefined;
    },
  };
}

class CompilerThread {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url));
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #next = 1;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', ({ id, value, error }: BuildReply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) this.#worker.unref();
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error('The compiler thread ended')));
  }

  run(job: BuildJob): Promise<unknown> {
    const id = this.#next++;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, job });
    });
  }

  close(): void {
    void this.#worker.terminate();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
