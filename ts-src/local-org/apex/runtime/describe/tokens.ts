import { randomUUID } from 'node:crypto';
import { current } from '../../../execution/context.ts';
import type { FieldDef, SObjectDef } from '../../../schema/model.ts';
import { Decimal, SObjectRecord, keyPrefix } from '../../../values/index.ts';
import type { Value } from '../../../values/index.ts';
import { TypeException, raise } from '../exceptions.ts';
import { standardClass } from '../missing.ts';
import { hashText } from '../equality.ts';
import { missing } from '../missing.ts';
import type { DescribeFieldResult } from './field-result.ts';
import type { DescribeSObjectResult } from './results.ts';

/** The describe of tokens lives in results.ts, which hands itself in: the two know each other. */
let describers: { object(token: SObjectTypeToken): DescribeSObjectResult; field(token: SObjectFieldToken): DescribeFieldResult } | undefined;

export function setDescribers(next: NonNullable<typeof describers>): void {
  describers = next;
}

/** `Schema.SObjectType`: one object a name, so that `==` and map keys work by identity. */
export class SObjectTypeToken {
  readonly $name: string;

  constructor(name: string) {
    this.$name = name;
  }

  get $definition(): SObjectDef {
    return current().schema.object(this.$name) ?? missing(`the object ${this.$name}`);
  }

  getdescribe(): DescribeSObjectResult {
    return describers!.object(this);
  }

  /** `loadDefaults`: fills the defaults that are plain values, and the EventUuid of a platform event. */
  newsobject(id: string | null = null, loadDefaults = false): SObjectRecord {
    const definition = this.$definition;
    const record = new SObjectRecord(definition);
    if (id !== null) record.fields.Id = id;
    if (loadDefaults) for (const field of definition.fields) loadDefault(record, field);
    if (loadDefaults && definition.kind === 'platformEvent') record.fields.EventUuid = randomUUID();
    return record;
  }

  tostring(): string {
    return this.$name;
  }

  toString(): string {
    return this.$name;
  }

  hashcode(): number {
    return hashText(this.$name);
  }
}
standardClass('Schema.SObjectType', SObjectTypeToken);

function loadDefault(record: SObjectRecord, field: FieldDef): void {
  const value = field.picklist?.find((entry) => entry.default)?.value;
  if (value !== undefined) record.fields[field.name] = value;
  else if (field.type === 'boolean' && field.createable) record.fields[field.name] = field.defaultValue === 'true';
  else if (field.defaultValue !== undefined && field.createable) record.fields[field.name] = literalDefault(record, field);
}

function literalDefault(record: SObjectRecord, field: FieldDef): Value {
  const text = /^\s*(?:"([^"]*)"|'([^']*)')\s*$/.exec(field.defaultValue!);
  if (text !== null) return text[1] ?? text[2]!;
  const number = Decimal.tryParse(field.defaultValue!.trim());
  if (number !== null) return field.type === 'int' ? number.toInteger() : number;
  return missing(`SObjectType.newSObject with the default of ${record.definition.name}.${field.name}`);
}

/** `Schema.SObjectField`. */
export class SObjectFieldToken {
  readonly $object: string;
  readonly $name: string;

  constructor(object: string, name: string) {
    this.$object = object;
    this.$name = name;
  }

  get $definition(): FieldDef {
    return current().schema.object(this.$object)?.field(this.$name) ?? missing(`the field ${this.$object}.${this.$name}`);
  }

  getdescribe(): DescribeFieldResult {
    return describers!.field(this);
  }

  tostring(): string {
    return this.$name;
  }

  toString(): string {
    return this.$name;
  }

  hashcode(): number {
    return hashText(`${this.$object}.${this.$name}`);
  }
}
standardClass('Schema.SObjectField', SObjectFieldToken);

const types = new Map<string, SObjectTypeToken>();
const fields = new Map<string, SObjectFieldToken>();

/** The token of an object by its exact API name. */
export function sobjectType(name: string): SObjectTypeToken {
  let token = types.get(name);
  if (token === undefined) types.set(name, (token = new SObjectTypeToken(name)));
  return token;
}

/** The token of a field by exact API names. */
export function sobjectField(object: string, name: string): SObjectFieldToken {
  const key = `${object}.${name}`;
  let token = fields.get(key);
  if (token === undefined) fields.set(key, (token = new SObjectFieldToken(object, name)));
  return token;
}

/** Any case; null when there is no such object. */
export function sobjectTypeNamed(name: string): SObjectTypeToken | null {
  const definition = current().schema.object(name);
  return definition === undefined ? null : sobjectType(definition.name);
}

export function sobjectTypeOfId(id: string): SObjectTypeToken {
  const definition = current().schema.objectByPrefix(keyPrefix(id));
  if (definition === undefined) throw raise(TypeException, `Id value ${id} is not valid for any SObject type`);
  return sobjectType(definition.name);
}
