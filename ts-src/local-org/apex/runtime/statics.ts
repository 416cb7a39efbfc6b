import { current, transactionState } from '../../execution/context.ts';

/** Static side of a generated class. */
export interface WithStatics {
  /** Its static fields, all null. */
  $statics(): object;
  /** Runs the initialisers; the holder is already in place. */
  $clinit(holder: object): void;
}

interface Holders {
  readonly byClass: Map<WithStatics, object>;
  readonly epoch: number;
}

const HOLDERS = Symbol('static fields');
let nextEpoch = 1;

/** Static fields live as long as the transaction: a holder for each class that was used in it. */
export class StaticsTable {
  of(type: WithStatics): object {
    const { byClass } = holders();
    let holder = byClass.get(type);
    if (holder === undefined) {
      holder = type.$statics();
      byClass.set(type, holder);
      type.$clinit(holder);
    }
    return holder;
  }

  epoch(): number {
    return holders().epoch;
  }
}

/** Those asked for last, and whose they are: every function that touches a static asks. */
let last: Holders | undefined;
let lastState: object | undefined;

function holders(): Holders {
  const { state } = current();
  if (state === lastState) return last!;
  last = transactionState<Holders>(HOLDERS, () => ({ byClass: new Map(), epoch: nextEpoch++ }));
  lastState = state;
  return last;
}
