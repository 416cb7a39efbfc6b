import { NotImplementedError } from '../../execution/errors.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord } from '../../values/index.ts';
import { FlowStructure } from './flow-value.ts';
import type { FlowValue } from './flow-value.ts';

/** What Apex holds as a flow's value: lists and sets become arrays. @throws NotImplementedError for instances of classes */
export function fromApex(value: unknown): FlowValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'string': case 'boolean': return value;
    case 'number': return Decimal.fromNumber(value);
    case 'bigint': return Decimal.fromBigInt(value);
  }
  if (value instanceof ApexDouble) return Decimal.fromNumber(value.value);
  if (value instanceof Decimal || value instanceof ApexDate || value instanceof ApexDatetime || value instanceof ApexTime || value instanceof ApexBlob) return value;
  if (value instanceof SObjectRecord || value instanceof FlowStructure) return value;
  if (typeof value === 'object' && Symbol.iterator in value) return Array.from(value as Iterable<unknown>, fromApex);
  throw new NotImplementedError(`flow: a value of ${value.constructor?.name ?? typeof value} as input`);
}
