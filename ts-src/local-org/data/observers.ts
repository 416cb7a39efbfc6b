import type { RowObserver } from './hooks.ts';

/** Several observers as one, told in the order they came; undefined when there are none, so that nothing is gathered for nobody. */
export function together(observers: readonly RowObserver[]): RowObserver | undefined {
  if (observers.length < 2) return observers[0];
  const all = [...observers];
  return {
    onRead: (object, ids) => all.forEach((each) => each.onRead?.(object, ids)),
    onLock: (object, ids, by) => all.forEach((each) => each.onLock?.(object, ids, by)),
    onWrite: (object, ids, operation, by) => all.forEach((each) => each.onWrite?.(object, ids, operation, by)),
    onMark: (mark) => all.forEach((each) => each.onMark?.(mark)),
    onRollback: (mark) => all.forEach((each) => each.onRollback?.(mark)),
  };
}
