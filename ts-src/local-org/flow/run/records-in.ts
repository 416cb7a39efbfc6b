import { SObjectRecord } from '../../values/index.ts';
import { isList } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';

/** The records of a value: one, a collection, or none. */
export function recordsIn(value: FlowValue): readonly SObjectRecord[] {
  if (value instanceof SObjectRecord) return [value];
  return isList(value) ? value.filter((item) => item instanceof SObjectRecord) : [];
}
