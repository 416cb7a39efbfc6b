import { createHash } from 'node:crypto';
import { makeId } from '../values/index.ts';

/** Twelve hex digits: 48 bits, exact in a number. */
const HASH_DIGITS = 12;

/**
 * The id of a component that is known by name (class, trigger, test run item): the same in every start of every org.
 * `prefix` is the object's three-character key prefix.
 */
export function componentId(prefix: string, ...names: readonly string[]): string {
  const hash = createHash('sha1').update(names.join('\0').toLowerCase()).digest('hex').slice(0, HASH_DIGITS);
  return makeId(prefix, Number.parseInt(hash, 16));
}
