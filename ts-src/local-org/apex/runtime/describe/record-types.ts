import { transactionState } from '../../../execution/context.ts';
import type { SObjectDef } from '../../../schema/model.ts';
import { standardClass } from '../missing.ts';
import { libraryQuery } from '../std/org.ts';

export class RecordTypeInfo {
  private readonly id: string | null;
  private readonly developerName: string;
  private readonly label: string;
  private readonly active: boolean;
  private readonly master: boolean;
  private readonly default: boolean;

  constructor(id: string | null, developerName: string, label: string, active: boolean, master: boolean, isDefault: boolean) {
    this.id = id;
    this.developerName = developerName;
    this.label = label;
    this.active = active;
    this.master = master;
    this.default = isDefault;
  }

  getrecordtypeid(): string | null {
    return this.id;
  }

  getdevelopername(): string {
    return this.developerName;
  }

  getname(): string {
    return this.label;
  }

  isactive(): boolean {
    return this.active;
  }

  isavailable(): boolean {
    return this.active;
  }

  ismaster(): boolean {
    return this.master;
  }

  isdefaultrecordtypemapping(): boolean {
    return this.default;
  }
}
standardClass('Schema.RecordTypeInfo', RecordTypeInfo);

const IDS = Symbol('record type ids');
const MASTER_ID = '012000000000000AAA';

/** The master record type last, as the platform lists it. Ids are those of the org's RecordType rows. */
export function recordTypeInfos(def: SObjectDef): RecordTypeInfo[] {
  const own = def.recordTypes;
  const ids = own.length === 0 ? new Map<string, string>() : recordTypeIds(def.name);
  const infos = own.map((type, i) => new RecordTypeInfo(ids.get(type.developerName) ?? null, type.developerName, type.label, type.active, false, i === 0));
  infos.push(new RecordTypeInfo(MASTER_ID, 'Master', 'Master', true, true, own.length === 0));
  return infos;
}

function recordTypeIds(object: string): Map<string, string> {
  const byObject = transactionState(IDS, () => new Map<string, Map<string, string>>());
  let ids = byObject.get(object);
  if (ids === undefined) {
    ids = new Map(libraryQuery('RecordType', ['Id', 'DeveloperName'], { field: 'SobjectType', value: object }).map((row) => [row.get('DeveloperName') as string, row.id!]));
    byObject.set(object, ids);
  }
  return ids;
}
