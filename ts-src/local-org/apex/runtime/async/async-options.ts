import { standardClass, statics } from '../missing.ts';
import { AsyncException, raise } from '../exceptions.ts';
import { runningJob } from './jobs.ts';

/** System.AsyncOptions */
export class AsyncOptions {
  static $new(): AsyncOptions {
    return new AsyncOptions();
  }
  duplicatesignature: DuplicateSignature | null = null;
  maximumqueueablestackdepth: number | null = null;
  minimumqueueabledelayinminutes: number | null = null;
}
standardClass('AsyncOptions', AsyncOptions);

/** System.QueueableDuplicateSignature and its Builder. */
export class DuplicateSignature {
  readonly $text: string;

  constructor(text: string) {
    this.$text = text;
  }

  static builder(): DuplicateSignatureBuilder {
    return new DuplicateSignatureBuilder();
  }

  tostring(): string {
    return this.$text;
  }
}
standardClass('QueueableDuplicateSignature', DuplicateSignature);

export class DuplicateSignatureBuilder {
  readonly #parts: string[] = [];

  static $new(): DuplicateSignatureBuilder {
    return new DuplicateSignatureBuilder();
  }

  addstring(value: string): this {
    this.#parts.push(`s${value}`);
    return this;
  }

  addid(value: string): this {
    this.#parts.push(`i${value}`);
    return this;
  }

  addinteger(value: number): this {
    this.#parts.push(`n${value}`);
    return this;
  }

  build(): DuplicateSignature {
    return new DuplicateSignature(this.#parts.join('|'));
  }
}
standardClass('QueueableDuplicateSignature.Builder', DuplicateSignatureBuilder);

/** System.AsyncInfo: of the queueable that runs. */
export const asyncInfo = statics('AsyncInfo', {
  hasmaxstackdepth: (): boolean => queueable().maximumDepth != null,
  getcurrentqueueablestackdepth: (): number => queueable().depth,
  getmaximumqueueablestackdepth: (): number => queueable().maximumDepth ?? 0,
  getminimumqueueabledelayinminutes: (): number => queueable().delay ?? 0,
});

function queueable() {
  const job = runningJob();
  if (job?.kind !== 'queueable') throw raise(AsyncException, 'AsyncInfo is only available in a Queueable job');
  return job;
}
