import { standardSignatures } from '../../types/signatures/signatures.ts';
import { EnumType, EnumValue } from '../enum.ts';

/** Standard enums whose order matters, as the platform declares them; all others come from the signature data, in its order. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  'System.LoggingLevel': ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR'],
  'System.TriggerOperation': ['BEFORE_INSERT', 'BEFORE_UPDATE', 'BEFORE_DELETE', 'AFTER_INSERT', 'AFTER_UPDATE', 'AFTER_DELETE', 'AFTER_UNDELETE'],
  'System.RoundingMode': ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN', 'UNNECESSARY'],
  'System.JSONToken': [
    'NOT_AVAILABLE', 'START_OBJECT', 'END_OBJECT', 'START_ARRAY', 'END_ARRAY', 'FIELD_NAME', 'VALUE_EMBEDDED_OBJECT', 'VALUE_STRING',
    'VALUE_NUMBER_INT', 'VALUE_NUMBER_FLOAT', 'VALUE_TRUE', 'VALUE_FALSE', 'VALUE_NULL',
  ],
  'System.AccessType': ['CREATABLE', 'READABLE', 'UPDATABLE', 'UPSERTABLE'],
  'ApexPages.Severity': ['CONFIRM', 'INFO', 'WARNING', 'ERROR', 'FATAL'],
};

const made = new Map<string, EnumType>();

for (const [name, values] of Object.entries(ORDERED)) made.set(keyOf(name), new EnumType(name, values));

function keyOf(name: string): string {
  return name.replace(/^System\./, '').replaceAll('.', '_').toLowerCase();
}

/** By the key of `$.std`: `roundingmode`, `schema_displaytype`; undefined when there is no such enum. */
export function standardEnum(key: string): EnumType | undefined {
  let type = made.get(key);
  if (type === undefined) {
    const signature = standardSignatures().find(key.replaceAll('_', '.'));
    if (signature?.kind !== 'enum') return undefined;
    type = new EnumType(signature.name.includes('.') ? signature.name : `System.${signature.name}`, signature.values);
    made.set(key, type);
  }
  return type;
}

/** A constant the library itself hands out. */
export function enumValue(key: string, constant: string): EnumValue {
  const value = standardEnum(key)?.$find(constant);
  if (value === undefined) throw new Error(`No enum constant ${key}.${constant}`);
  return value;
}

const extraCodes = new Map<string, EnumValue>();

/** `System.StatusCode` of an error; codes newer than the signature data get a constant of their own. */
export function statusCode(code: string): EnumValue {
  const type = standardEnum('statuscode')!;
  const known = type.$find(code) ?? extraCodes.get(code);
  if (known !== undefined) return known;
  const value = new EnumValue(type, code, type.$values.length + extraCodes.size);
  extraCodes.set(code, value);
  return value;
}
