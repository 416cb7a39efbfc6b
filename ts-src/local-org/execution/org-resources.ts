import { setupId } from '../schema/index.ts';
import type { FieldDef, Schema, SObjectDef } from '../schema/model.ts';
import type { CustomMetadataRecord, ProjectMetadata } from '../metadata/index.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal, SObjectRecord } from '../values/index.ts';
import type { Value } from '../values/index.ts';
import { calloutRules } from './callout-rules.ts';
import type { OrgResources } from './context.ts';

/** Labels, static resources and custom metadata of a project, looked up by name in any case. */
export function orgResources(project: ProjectMetadata, schema: Schema): OrgResources {
  const labels = new Map(project.labels.map((label) => [label.name.toLowerCase(), label.value]));
  const files = new Map(project.staticResources.map((resource) => [resource.name.toLowerCase(), resource]));
  const bodies = new Map<string, { readonly body: Uint8Array; readonly contentType: string }>();
  const records = customMetadataRecords(project, schema);
  return {
    label: (name) => labels.get(name.toLowerCase()),
    staticResource(name) {
      const key = name.toLowerCase();
      const file = files.get(key);
      if (!file) return undefined;
      let resource = bodies.get(key);
      if (!resource) bodies.set(key, (resource = { body: file.read(), contentType: file.contentType }));
      return resource;
    },
    customMetadata: (type) => records.get(type.name) ?? [],
    callouts: calloutRules(project),
  };
}

/** Rows of the custom metadata types, by API name of the type; Ids depend on names only. */
export function customMetadataRecords(project: ProjectMetadata, schema: Schema): ReadonlyMap<string, readonly SObjectRecord[]> {
  const byType = new Map<string, SObjectRecord[]>();
  for (const component of project.customMetadata) {
    const object = schema.object(component.objectName);
    if (!object) continue;
    const rows = byType.get(object.name) ?? [];
    byType.set(object.name, rows);
    rows.push(recordOf(schema, object, component));
  }
  return byType;
}

function recordOf(schema: Schema, object: SObjectDef, component: CustomMetadataRecord): SObjectRecord {
  const record = new SObjectRecord(object);
  for (const field of object.fields) if (field.name !== 'Id') record.fields[field.name] = field.type === 'boolean' ? false : null;
  const given: Record<string, Value> = {
    Id: setupId(object.keyPrefix, component.developerName),
    DeveloperName: component.developerName,
    MasterLabel: component.label,
    Label: component.label,
    Language: 'en_US',
    NamespacePrefix: null,
    QualifiedApiName: component.developerName,
    SystemModstamp: ApexDatetime.fromMs(Date.UTC(2026, 0, 1)),
  };
  for (const [name, value] of Object.entries(given)) if (name === 'Id' || object.field(name)) record.fields[name] = value;
  for (const { field: name, value } of component.values) {
    const field = object.field(name);
    if (field) record.fields[field.name] = value === null ? (field.type === 'boolean' ? false : null) : metadataValue(schema, field, value);
  }
  return record;
}

function metadataValue(schema: Schema, field: FieldDef, text: string): Value {
  const trimmed = text.trim();
  switch (field.type) {
    case 'boolean':
      return trimmed.toLowerCase() === 'true';
    case 'int':
      return Number(trimmed);
    case 'double':
    case 'currency':
    case 'percent':
      return Decimal.tryParse(trimmed)?.setScale(Math.max(field.scale, 0), 'HALF_UP') ?? null;
    case 'date':
      return ApexDate.tryParse(trimmed);
    case 'datetime':
      return ApexDatetime.tryParse(trimmed);
    case 'time':
      return ApexTime.tryParse(trimmed);
    case 'reference': {
      const target = schema.object(field.referenceTo?.[0] ?? '');
      return target?.kind === 'customMetadata' ? setupId(target.keyPrefix, trimmed) : trimmed;
    }
    default:
      return text === '' ? null : text;
  }
}
