import { equal, same } from '../equality.ts';
import { AssertException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { textOf } from '../text.ts';
import { isInstance, typeNameOf } from '../types.ts';
import type { ApexType } from '../types.ts';

/** Equality of assertions: numbers by value, strings with case. */
export function assertedEqual(a: unknown, b: unknown): boolean {
  return same(a, b) || equal(a, b);
}

function fail(message: unknown, detail: string): never {
  const parts = ['Assertion Failed', ...(message === undefined || message === null ? [] : [textOf(message)]), ...(detail === '' ? [] : [detail])];
  throw raise(AssertException, parts.join(': '));
}

export function assertTrue(condition: boolean | null, message?: unknown): void {
  if (condition !== true) fail(message, '');
}

export function assertEquals(expected: unknown, actual: unknown, message?: unknown): void {
  if (!assertedEqual(expected, actual)) fail(message, `Expected: ${textOf(expected)}, Actual: ${textOf(actual)}`);
}

export function assertNotEquals(expected: unknown, actual: unknown, message?: unknown): void {
  if (assertedEqual(expected, actual)) fail(message, `Same value: ${textOf(expected)}`);
}

/** System.Assert */
export const assert = statics('Assert', {
  areequal: assertEquals,
  arenotequal: assertNotEquals,
  istrue: (value: unknown, message?: unknown): void => assertEquals(true, value, message),
  isfalse: (value: unknown, message?: unknown): void => assertEquals(false, value, message),
  isnull: (value: unknown, message?: unknown): void => assertEquals(null, value, message),
  isnotnull: (value: unknown, message?: unknown): void => assertNotEquals(null, value, message),
  isinstanceoftype(value: unknown, type: ApexType, message?: unknown): void {
    if (!isInstance(value, type)) fail(message, `Expected type: ${type.name}, Actual type: ${value === null ? 'null' : typeNameOf(value)}`);
  },
  isnotinstanceoftype(value: unknown, type: ApexType, message?: unknown): void {
    if (isInstance(value, type)) fail(message, `Not expected type: ${type.name}`);
  },
  fail: (message?: unknown): never => fail(message, ''),
});
