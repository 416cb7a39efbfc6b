import { current } from '../../../execution/context.ts';
import type { SObjectRecord } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { ApexSet } from '../collections/set.ts';
import type { EnumValue } from '../enum.ts';
import { NoAccessException, raise } from '../exceptions.ts';
import { standardClass, statics } from '../missing.ts';
import { cloneRecord } from '../records.ts';
import { typeNamed } from '../types.ts';
import { required } from './numbers.ts';

type Access = 'CREATABLE' | 'READABLE' | 'UPDATABLE' | 'UPSERTABLE';

/** System.SObjectAccessDecision */
class SObjectAccessDecision {
  readonly #records: ApexList;
  readonly #removed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #modified: readonly number[];

  constructor(records: ApexList, removed: ReadonlyMap<string, ReadonlySet<string>>, modified: readonly number[]) {
    this.#records = records;
    this.#removed = removed;
    this.#modified = modified;
  }

  getrecords(): ApexList {
    return this.#records;
  }

  getremovedfields(): ApexMap {
    return ApexMap.of('Map<String,Set<String>>', [...this.#removed].map(([object, fields]): [unknown, unknown] => [object, ApexSet.of('Set<String>', fields)]));
  }

  getmodifiedindexes(): ApexSet {
    return ApexSet.of('Set<Integer>', this.#modified);
  }
}
standardClass('SObjectAccessDecision', SObjectAccessDecision);

function objectAllowed(object: string, access: Access): boolean {
  const rights = current().user.permissions.object(object);
  if (access === 'READABLE') return rights.read;
  if (access === 'CREATABLE') return rights.create;
  return access === 'UPDATABLE' ? rights.edit : rights.create && rights.edit;
}

function fieldAllowed(record: SObjectRecord, name: string, access: Access): boolean {
  if (name === 'Id') return true;
  const field = record.definition.field(name);
  if (field === undefined) return true;
  const rights = current().user.permissions.field(record.definition.name, field.name);
  if (access === 'READABLE') return rights.read;
  if (!rights.edit) return false;
  if (access === 'CREATABLE') return field.createable;
  return access === 'UPDATABLE' ? field.updateable : field.createable && field.updateable;
}

/** Drops what the user may not see or write, in related records and child rows too. True when something went. */
function strip(record: SObjectRecord, access: Access, removed: Map<string, Set<string>>): boolean {
  let changed = false;
  const drop = (name: string): void => {
    changed = true;
    const object = record.definition.name;
    (removed.get(object) ?? removed.set(object, new Set()).get(object)!).add(name);
  };
  for (const name of Object.keys(record.fields)) {
    if (fieldAllowed(record, name, access)) continue;
    Reflect.deleteProperty(record.fields, name);
    drop(name);
  }
  for (const [name, parent] of Object.entries(record.parents ?? {})) {
    const field = record.definition.parentRelationship(name);
    if (field !== undefined && !fieldAllowed(record, field.name, access)) {
      Reflect.deleteProperty(record.parents!, name);
      drop(field.name);
    } else if (parent !== null) changed = strip(parent, access, removed) || changed;
  }
  for (const [name, rows] of Object.entries(record.childRows ?? {})) {
    const child = record.definition.childRelationship(name)?.childObject;
    if (child !== undefined && !objectAllowed(child, access)) {
      Reflect.deleteProperty(record.childRows!, name);
      drop(name);
      continue;
    }
    record.childRows![name] = rows.map((row) => cloneRecord(row, true, true, true, true));
    for (const row of record.childRows![name]!) changed = strip(row, access, removed) || changed;
  }
  return changed;
}

/** System.Security */
export const security = statics('Security', {
  stripinaccessible(type: EnumValue, records: ApexList, enforceRoot: boolean | string = true): SObjectAccessDecision {
    const access = required(type).$name as Access;
    if ((required(records).items as SObjectRecord[]).some((record) => record?.aggregate !== undefined)) throw raise(NoAccessException, 'AggregateResult SObject types are not supported');
    const removed = new Map<string, Set<string>>();
    const modified: number[] = [];
    const copies = (required(records).items as SObjectRecord[]).map((record, index) => {
      if (enforceRoot !== false && !objectAllowed(record.definition.name, access)) throw raise(NoAccessException, `No access to entity: ${record.definition.name}`);
      const copy = cloneRecord(record, true, true, true, true);
      if (strip(copy, access, removed)) modified.push(index);
      return copy;
    });
    return new SObjectAccessDecision(new ApexList(records.type.base === 'list' ? records.type : typeNamed('List<SObject>'), copies), removed, modified);
  },
});
