import { current } from '../../../execution/context.ts';
import type { SObjectDef } from '../../../schema/model.ts';
import { SObjectRecord, toId18 } from '../../../values/index.ts';
import { ApexMap } from '../collections/map.ts';
import { cloneRecord } from '../records.ts';
import { missing } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { libraryQuery, organization } from './org.ts';

function definitionOf(object: string): SObjectDef {
  return current().schema.object(object) ?? missing(`the object ${object}`);
}

const copy = (record: SObjectRecord): SObjectRecord => cloneRecord(record, true, false, true, true);

/** `X__mdt.getInstance(name)`, `.getAll()`: `$.custommetadata`. Names ignore case, Ids are taken too. */
export const customMetadata = {
  getinstance(object: string, key: string | null): SObjectRecord | null {
    if (key === null) return null;
    const id = toId18(key);
    const found = current()
      .resources.customMetadata(definitionOf(object))
      .find((row) => String(row.fields.DeveloperName).toLowerCase() === key.toLowerCase() || (id !== null && row.id === id) || String(row.fields.QualifiedApiName).toLowerCase() === key.toLowerCase());
    return found === undefined ? null : copy(found);
  },
  getall(object: string): ApexMap {
    const map = new ApexMap(typeNamed(`Map<String,${object}>`));
    for (const row of current().resources.customMetadata(definitionOf(object))) map.put(row.fields.DeveloperName, copy(row));
    return map;
  },
};

const SYSTEM_FIELDS = new Set(['Id', 'Name', 'SetupOwnerId', 'CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp', 'IsDeleted']);

function rowsOf(definition: SObjectDef): SObjectRecord[] {
  return libraryQuery(definition.name, definition.fields.filter((field) => field.type !== 'address' && field.type !== 'location').map((field) => field.name));
}

function ownerRow(rows: readonly SObjectRecord[], owner: string | null | undefined): SObjectRecord | undefined {
  return owner === null || owner === undefined ? undefined : rows.find((row) => row.fields.SetupOwnerId === owner);
}

/** The nearest set value of each field: user, then profile, then organisation. */
function merged(definition: SObjectDef, levels: readonly (SObjectRecord | undefined)[]): SObjectRecord {
  const result = new SObjectRecord(definition);
  for (const level of levels) {
    if (level === undefined) continue;
    for (const [name, value] of Object.entries(level.fields)) {
      if (result.fields[name] === undefined || (result.fields[name] === null && !SYSTEM_FIELDS.has(name))) result.fields[name] = value!;
    }
  }
  return result;
}

/** Hierarchy and list custom settings: `$.customsetting`. The key is the Id of a user, profile or org; for a list setting a name. */
export const customSetting = {
  getinstance(object: string, key?: string | null): SObjectRecord | null {
    const definition = definitionOf(object);
    const rows = rowsOf(definition);
    if (definition.customSettingType === 'List') return rows.find((row) => row.fields.Name === key) ?? null;
    const owner = key === undefined ? current().user.id : key === null ? null : toId18(key);
    const isUser = owner === current().user.id;
    const profile = isUser ? current().user.profileId : null;
    return merged(definition, [ownerRow(rows, owner), ownerRow(rows, profile), ownerRow(rows, organization()?.id)]);
  },
  getvalues(object: string, key: string | null): SObjectRecord | null {
    if (key === null) return null;
    const rows = rowsOf(definitionOf(object));
    return ownerRow(rows, toId18(key)) ?? rows.find((row) => row.fields.Name === key) ?? null;
  },
  getorgdefaults(object: string): SObjectRecord {
    const definition = definitionOf(object);
    return ownerRow(rowsOf(definition), organization()?.id) ?? new SObjectRecord(definition);
  },
  getall(object: string): ApexMap {
    const map = new ApexMap(typeNamed(`Map<String,${object}>`));
    for (const row of rowsOf(definitionOf(object))) map.put(row.fields.Name, row);
    return map;
  },
};
