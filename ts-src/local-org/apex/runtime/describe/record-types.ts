import type { SObjectDef } from '../../../schema/model.ts';
import { standardClass } from '../missing.ts';
import { propertiesFromGetters } from './properties.ts';

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
propertiesFromGetters(RecordTypeInfo);

const MASTER_ID = '012000000000000AAA';

/** The master record type last, as the platform lists it. */
export function recordTypeInfos(def: SObjectDef): RecordTypeInfo[] {
  const own = def.recordTypes;
  const infos = own.map((type, i) => new RecordTypeInfo(type.id, type.developerName, type.label, type.active, false, i === 0));
  infos.push(new RecordTypeInfo(MASTER_ID, 'Master', 'Master', true, true, own.length === 0));
  return infos;
}
