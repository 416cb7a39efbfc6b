import { apexFrames, frameText } from '../apex/runtime/index.ts';
import type { RowObserver, TriggerOperation } from '../data/index.ts';
import { current } from '../execution/context.ts';
import type { ExecutionContext } from '../execution/context.ts';
import type { SObjectDef } from '../schema/model.ts';

/** A row that code of the project changed while its tests ran. */
export interface ServiceChange {
  readonly object: string;
  readonly operation: Exclude<TriggerOperation, 'insert'>;
  /** The same call had read the row FOR UPDATE, or made it. */
  readonly locked: boolean;
  /** Where test code called the project's: `Class.FooTest.bar: line 12, column 1`. */
  readonly calledFrom: string;
  /** Apex stack of the statement, one frame a line, down to that call. */
  readonly stack: string;
}

interface Held {
  readonly context: ExecutionContext;
  readonly call: string;
  readonly id: string;
}

/**
 * Watches a run of Apex tests for services that change rows which they do not hold. A test is one transaction, so what it sets up is
 * as good as locked; here each call from test code into the project's is taken for a transaction of its own, as it is in production.
 */
export class SuiteWatch implements RowObserver {
  readonly changes: ServiceChange[] = [];
  readonly #objects: ReadonlySet<string>;
  readonly #isTest: (className: string) => boolean;
  readonly #held: Held[] = [];
  readonly #marks = new Map<number, number>();

  /** @param objects API names · @param isTest whether a class is test code */
  constructor(objects: readonly string[], isTest: (className: string) => boolean) {
    this.#objects = new Set(objects);
    this.#isTest = isTest;
  }

  onLock(object: SObjectDef, ids: readonly string[], by: 'query' | 'save' | 'child'): void {
    // A lock that the test takes itself stands for one of the service that would have called.
    if (by === 'query' && this.#objects.has(object.name)) this.#hold(ids, '');
  }

  onWrite(object: SObjectDef, ids: readonly string[], operation: TriggerOperation, by: 'statement' | 'platform'): void {
    if (!this.#objects.has(object.name)) return;
    if (operation === 'insert') return this.#hold(ids);
    const place = by === 'platform' ? undefined : this.#place();
    if (place === undefined) return;
    const context = current();
    for (const id of ids) {
      const locked = this.#held.some((each) => each.id === id && each.context === context && (each.call === place.call || each.call === '' || place.call === ''));
      this.changes.push({ object: object.name, operation, locked, calledFrom: place.call.split('\n', 1)[0]!, stack: place.stack });
    }
  }

  onMark(mark: number): void {
    this.#marks.set(mark, this.#held.length);
  }

  onRollback(mark: number): void {
    this.#held.length = Math.min(this.#held.length, this.#marks.get(mark) ?? Infinity);
  }

  #hold(ids: readonly string[], ofTest?: string): void {
    const call = this.#place()?.call ?? ofTest;
    if (call === undefined) return;
    const context = current();
    for (const id of ids) this.#held.push({ context, call, id });
  }

  /** The call that runs, '' below a trigger, whose frames do not tell; undefined for statements of test code itself. */
  #place(): { readonly call: string; readonly stack: string } | undefined {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 200;
    const { stack } = new Error('here');
    Error.stackTraceLimit = limit;
    const frames = apexFrames(stack);
    const isTest = ({ where }: (typeof frames)[number]): boolean => this.#isTest(where.split('.')[1] ?? '');
    if (frames.length === 0 || isTest(frames[0]!)) return undefined;
    // Test doubles between the project's frames belong to the call that reached them.
    const split = frames.findLastIndex((frame) => !isTest(frame)) + 1;
    const text = (part: typeof frames): string => part.map(frameText).join('\n');
    return { call: text(frames.slice(split)), stack: text(frames.slice(0, split)) };
  }
}
