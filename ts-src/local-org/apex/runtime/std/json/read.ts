import { current } from '../../../../execution/context.ts';
import { ApexBlob, ApexDate, ApexDatetime, ApexDouble, ApexTime, Decimal, SObjectRecord, toApexId } from '../../../../values/index.ts';
import type { Value } from '../../../../values/index.ts';
import { ApexList } from '../../collections/list.ts';
import { ApexMap } from '../../collections/map.ts';
import { ApexSet } from '../../collections/set.ts';
import type { EnumType } from '../../enum.ts';
import { JSONException, raise } from '../../exceptions.ts';
import { typeNamed } from '../../types.ts';
import type { ApexType } from '../../types.ts';
import { instanceFields } from '../../user-class.ts';
import type { UserObject } from '../../user-class.ts';
import { userZone } from '../../user.ts';
import { fieldValue } from '../sobject.ts';
import { standardEnum } from '../enums.ts';
import { STANDARD_READERS } from './read-standard.ts';
import { JsonNumber, parseTree } from './tree.ts';
import type { JsonTree } from './tree.ts';

/** A JSON tree as a value of an Apex type. `strict`: an unknown name is an error. @throws JSONException */
export function readAs(tree: JsonTree, type: ApexType, strict: boolean): unknown {
  if (tree === null) return null;
  switch (type.base) {
    case 'list':
      return new ApexList(type, items(tree).map((item) => readAs(item, type.args[0]!, strict)));
    case 'set':
      return new ApexSet(type, items(tree).map((item) => readAs(item, type.args[0]!, strict)));
    case 'map': {
      const map = new ApexMap(type);
      for (const [key, value] of entries(tree)) map.put(readKey(key, type.args[0]!), readAs(value, type.args[1]!, strict));
      return map;
    }
    case 'object':
      throw raise(JSONException, 'Apex Type unsupported in JSON: Object');
  }
  const primitive = PRIMITIVES[type.base];
  if (primitive !== undefined) return primitive(tree);
  const meta = type.meta;
  if (meta?.kind === 'enum') return readEnum(tree, type.load() as EnumType, type.name);
  if (meta !== undefined) return readObject(tree, type, strict);
  if (type.base === 'sobject' || type.sobject !== null) return readRecord(entries(tree), type, strict);
  const reader = STANDARD_READERS[type.base];
  if (reader !== undefined) return reader(entries(tree), (part, name) => readAs(part, typeNamed(name), strict));
  const standard = standardEnum(type.base.replaceAll('.', '_'));
  if (standard !== undefined) return readEnum(tree, standard, type.name);
  throw raise(JSONException, `Apex Type unsupported in JSON: ${type.name}`);
}

/** A whole text. What it begins with is looked at first: a wrong beginning is told before any other fault. */
export function readText(text: string, type: ApexType, strict: boolean): unknown {
  const first = text.trimStart()[0];
  if (first !== undefined && first !== 'n') {
    const wantsArray = type.base === 'list' || type.base === 'set';
    if (wantsArray && first !== '[') items(null);
    if (!wantsArray && PRIMITIVES[type.base] === undefined && type.meta?.kind !== 'enum' && type.base !== 'object' && first !== '{') entries(null);
  }
  return readAs(parseTree(text), type, strict);
}

function items(tree: JsonTree): JsonTree[] {
  if (!Array.isArray(tree)) throw raise(JSONException, "Malformed JSON: Expected '[' at the beginning of List/Set");
  return tree;
}

function entries(tree: JsonTree): Map<string, JsonTree> {
  if (!(tree instanceof Map)) throw raise(JSONException, "Malformed JSON: Expected '{' at the beginning of object");
  return tree;
}

function illegal(): never {
  throw raise(JSONException, 'Illegal value for primitive');
}

function textOfScalar(tree: JsonTree): string {
  if (tree instanceof JsonNumber) return tree.text;
  if (typeof tree === 'string') return tree;
  return typeof tree === 'boolean' ? String(tree) : illegal();
}

const PRIMITIVES: Readonly<Record<string, (tree: JsonTree) => unknown>> = {
  string: textOfScalar,
  id: (tree) => toApexId(textOfScalar(tree)) ?? invalidId(textOfScalar(tree)),
  boolean: (tree) => (typeof tree === 'boolean' ? tree : tree === 'true' ? true : tree === 'false' ? false : illegal()),
  integer(tree) {
    const text = textOfScalar(tree);
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < -2147483648 || value > 2147483647) illegal();
    return value;
  },
  long: (tree) => (/^-?\d+$/.test(textOfScalar(tree)) ? BigInt(textOfScalar(tree)) : illegal()),
  double: (tree) => new ApexDouble(numeric(textOfScalar(tree)).toNumber()),
  decimal: (tree) => numeric(textOfScalar(tree)),
  date: (tree) => ApexDate.tryParse(textOfScalar(tree)) ?? illegalDate('date', tree),
  datetime: (tree) => ApexDatetime.tryParse(textOfScalar(tree), userZone()) ?? illegalDate('date/time', tree),
  time: (tree) => ApexTime.tryParse(textOfScalar(tree)) ?? illegalDate('time', tree),
  blob: (tree) => ApexBlob.fromBase64(textOfScalar(tree)),
};

function invalidId(text: string): never {
  throw raise(JSONException, `Invalid id value: ${text}`);
}

function illegalDate(what: string, tree: JsonTree): never {
  throw raise(JSONException, `Invalid ${what}: ${textOfScalar(tree)}`);
}

function numeric(text: string): Decimal {
  return Decimal.tryParse(text) ?? illegal();
}

function readKey(key: string, type: ApexType): unknown {
  return type.base === 'string' || type.base === 'object' ? key : readAs(key, type, false);
}

function readEnum(tree: JsonTree, type: EnumType, name: string): unknown {
  const found = typeof tree === 'string' ? type.$find(tree) : undefined;
  if (found === undefined) throw raise(JSONException, `Illegal value for enum ${name}: ${tree instanceof JsonNumber ? tree.text : String(tree)}`);
  return found;
}

/** Fields are set as they are, no constructor runs. */
function readObject(tree: JsonTree, type: ApexType, strict: boolean): unknown {
  const source = entries(tree);
  const meta = type.meta!;
  if (meta.kind === 'interface' || meta.abstract === true) throw raise(JSONException, `Apex Type unsupported in JSON: ${type.name}`);
  const object = new (type.load() as new () => UserObject)();
  const fields = new Map(instanceFields(object).map((field) => [field.name.toLowerCase(), field]));
  for (const [name, value] of source) {
    const field = fields.get(name.toLowerCase());
    if (field?.writable === true) (object as Record<string, unknown>)[field.key] = readAs(value, typeNamed(field.type), strict);
    else if (strict) throw raise(JSONException, `Unknown field: ${name}`);
  }
  return object;
}

function readRecord(source: Map<string, JsonTree>, type: ApexType, strict: boolean): SObjectRecord {
  const attributes = source.get('attributes');
  const named = attributes instanceof Map ? attributes.get('type') : undefined;
  const definition = type.sobject ?? (typeof named === 'string' ? (current().schema.object(named) ?? null) : null);
  if (definition === null) throw raise(JSONException, 'The SObject type must be given in attributes.type');
  const record = new SObjectRecord(definition);
  for (const [name, value] of source) {
    if (name === 'attributes') continue;
    const field = definition.field(name);
    if (field !== undefined) {
      record.fields[field.name] = readField(record, field.name, value);
      continue;
    }
    const parent = definition.parentRelationship(name);
    if (parent !== undefined) {
      const target = parent.referenceTo?.length === 1 ? parent.referenceTo[0]! : 'SObject';
      record.setParent(parent.relationshipName!, readAs(value, typeNamed(target), strict) as SObjectRecord | null);
      continue;
    }
    const child = definition.childRelationship(name);
    if (child === undefined) throw raise(JSONException, `No such column '${name}' on sobject of type ${definition.name}`);
    const rows = value instanceof Map ? (value.get('records') ?? []) : value;
    (record.childRows ??= {})[child.name] = items(rows ?? []).map((row) => readRecord(entries(row), typeNamed(child.childObject), strict));
  }
  return record;
}

const FIELD_TYPES: Readonly<Record<string, string>> = {
  id: 'id', reference: 'id', boolean: 'boolean', int: 'integer', long: 'long', double: 'decimal', currency: 'decimal', percent: 'decimal', date: 'date',
  datetime: 'datetime', time: 'time', base64: 'blob',
};

function readField(record: SObjectRecord, name: string, tree: JsonTree): Value {
  if (tree === null) return null;
  const field = record.definition.field(name)!;
  return fieldValue(record, field, PRIMITIVES[FIELD_TYPES[field.type] ?? 'string']!(tree));
}
