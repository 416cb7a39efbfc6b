import type { FieldExpression, FunctionCall, Operand } from '../../soql/ast.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import { ADDRESS_PARTS, Decimal, Geolocation, PostalAddress, distanceBetween } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Database } from '../store/database.ts';
import type { Column, Table } from '../store/layout.ts';
import type { SqlValue } from '../store/storage.ts';
import { literalValue } from './comparand.ts';
import { malformed } from './errors.ts';
import { plain, sql } from './fragment.ts';
import type { Fragment, QueryRun } from './fragment.ts';

/** Addresses and places: compound fields as values, and distances. */

/** The column of a part of a compound field: `City` of BillingAddress, `Latitude` of Place__c. */
function partOf(object: SObjectDef, table: Table, field: FieldDef, part: string): Column | undefined {
  const ending = `${part}${field.custom ? '__s' : ''}`.toLowerCase();
  const name = field.components?.find((component) => component.toLowerCase().endsWith(ending));
  return name === undefined ? undefined : table.byName.get(object.field(name)!.name);
}

/** SQL of a compound field's parts, and how they are read. */
export function compoundValue(object: SObjectDef, table: Table, alias: string, field: FieldDef): { readonly sql: Fragment; decode(raw: SqlValue): Value } {
  const names = field.type === 'location' ? (['latitude', 'longitude'] as const) : ADDRESS_PARTS;
  const columns = names.map((name) => partOf(object, table, field, name));
  const text = columns.map((column) => (column === undefined ? 'NULL' : `CAST(${alias}.${column.sql} AS TEXT)`)).join(', ');
  return {
    sql: plain(`json_array(${text})`),
    decode(raw) {
      const parts = (JSON.parse(raw as string) as (string | null)[]).map((part, i) => {
        const column = columns[i];
        if (part === null || column === undefined) return null;
        const value = column.decode(column.storage.kind === 'number' ? BigInt(part) : part);
        return value instanceof Decimal ? value.toNumber() : (value as string);
      });
      if (parts.every((part) => part === null)) return null;
      if (field.type !== 'location') return new PostalAddress(Object.fromEntries(names.map((name, i) => [name, parts[i] ?? null])) as unknown as PostalAddress['parts']);
      return parts[0] === null || parts[1] === null ? null : new Geolocation(parts[0] as number, parts[1] as number);
    },
  };
}

/** Digits after the point of a distance. */
export const DISTANCE_SCALE = 6;

/** Latitude and longitude of a compound field, in degrees. */
function degrees(object: SObjectDef, table: Table, alias: string, field: FieldDef): Fragment[] {
  return ['latitude', 'longitude'].map((part) => {
    const column = partOf(object, table, field, part);
    if (column === undefined) throw malformed(`DISTANCE needs a location field, not ${field.name}`);
    const scale = column.storage.kind === 'number' ? column.storage.scale : 0;
    return plain(`(${alias}.${column.sql} / 1e${scale})`);
  });
}

/** What resolves the operands of a distance. */
export interface PlaceScope {
  field(path: readonly string[]): { readonly object: SObjectDef; readonly table: Table; readonly alias: string; readonly field: FieldDef };
  bound(operand: Operand): ((run: QueryRun) => Value) | undefined;
}

/** `DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi')` */
export function distanceSql(scope: PlaceScope, call: FunctionCall): Fragment {
  const [from, to, unit] = call.args;
  const unitText = unit !== undefined && unit.kind === 'string' ? unit.value.toLowerCase() : '';
  if (from === undefined || to === undefined || (unitText !== 'mi' && unitText !== 'km')) throw malformed("DISTANCE needs two places and a unit, 'mi' or 'km'", call.at);
  const [latitude, longitude] = place(scope, from, call);
  const [otherLatitude, otherLongitude] = place(scope, to, call);
  return sql`geo_distance(${latitude!}, ${longitude!}, ${otherLatitude!}, ${otherLongitude!}, ${`'${unitText}'`})`;
}

function place(scope: PlaceScope, tree: FieldExpression | Operand, call: FunctionCall): Fragment[] {
  if (tree.kind === 'path') {
    const { object, table, alias, field } = scope.field(tree.parts);
    return degrees(object, table, alias, field);
  }
  if (tree.kind !== 'function' || tree.name.toUpperCase() !== 'GEOLOCATION' || tree.args.length !== 2) throw malformed('DISTANCE needs location fields or GEOLOCATION(latitude, longitude)', call.at);
  return tree.args.map((arg) => {
    if (arg.kind === 'path' || arg.kind === 'function' || arg.kind === 'dateLiteral') throw malformed('GEOLOCATION needs two numbers', call.at);
    const bound = scope.bound(arg);
    const number = (value: Value): number => (value instanceof Decimal ? value.toNumber() : Number(value));
    const fixed = bound === undefined ? number(literalValue(arg as Exclude<typeof arg, { kind: 'bind' }>)) : 0;
    return { text: '?', params: [(run: QueryRun) => (bound === undefined ? fixed : number(bound(run)))] };
  });
}

/** SQL function `geo_distance(lat, lon, lat, lon, unit)`, in millionths of the unit. */
export function definePlaceFunctions(db: Database): void {
  db.sqlite.function('geo_distance', { deterministic: true }, (a, b, c, d, unit) => {
    if (a === null || b === null || c === null || d === null) return null;
    return BigInt(Math.round(distanceBetween([Number(a), Number(b)], [Number(c), Number(d)], unit as 'km' | 'mi') * 10 ** DISTANCE_SCALE));
  });
}
