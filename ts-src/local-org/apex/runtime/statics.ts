import { transactionState } from '../../execution/context.ts';

/** Static side of a generated class. */
export interface WithStatics {
  /** Its static fields, all null. */
  $statics(): object;
  /** Runs the initialisers; the holder is already in place. */
  $clinit(holder: object): void;
}

const HOLDERS = Symbol('static fields');

/** Static fields live as long as the transaction: a holder for each class that was used in it. */
export function staticsOf(type: WithStatics): object {
  const holders = transactionState<Map<WithStatics, object>>(HOLDERS, () => new Map());
  let holder = holders.get(type);
  if (holder === undefined) {
    holder = type.$statics();
    holders.set(type, holder);
    type.$clinit(holder);
  }
  return holder;
}
