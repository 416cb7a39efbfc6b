import { FinalException, raise } from '../exceptions.ts';

/** Thrown by any change of a collection that a for loop is running over. */
export function lockedError(): Error {
  return raise(FinalException, 'Cannot modify a collection while it is being iterated.');
}
