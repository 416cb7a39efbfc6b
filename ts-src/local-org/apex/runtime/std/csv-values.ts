import type { FieldDef } from '../../../schema/model.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexTime, Decimal, toId18 } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { asApex } from './numbers.ts';

/** The text of a CSV cell as the field holds it. */
export function readCell(field: FieldDef, text: string): Value {
  switch (field.type) {
    case 'id':
    case 'reference':
      return toId18(text) ?? text;
    case 'boolean':
      return text.toLowerCase() === 'true' || text === '1';
    case 'int':
      return Number(text);
    case 'long':
      return BigInt(text);
    case 'double':
    case 'currency':
    case 'percent':
      return asApex(() => Decimal.parse(text));
    case 'date':
      return asApex(() => ApexDate.parse(text));
    case 'datetime':
      return asApex(() => ApexDatetime.parse(text));
    case 'time':
      return asApex(() => ApexTime.parse(text));
    case 'base64':
      return ApexBlob.fromBase64(text);
    default:
      return text;
  }
}
