import type { DeployProblem, ObjectMetadata, ProjectMetadata } from '../metadata/index.ts';
import { checkSchema } from './check-schema.ts';
import { changeEventName, changeEventObject, feedObject, historyObject, shareObject } from './companions.ts';
import { customObject, customizeStandard, kindOf } from './custom-object.ts';
import { defineObject, defineSchema, type ObjectSpec } from './define.ts';
import { customIndexes, withIndexes } from './custom-index.ts';
import { mentionedObjects, spokenWords, withinOrg, withMentionedFields } from './known/index.ts';
import { keyPrefixes } from './key-prefixes.ts';
import type { ChildRelationship, FieldDef, Schema } from './model.ts';
import { LICENSED_OBJECTS, STANDARD_OBJECTS } from './standard/index.ts';
import { globalValueSets, standardValueSets, type ValueSets } from './value-sets.ts';

export interface SchemaOptions {
  /** Prefixes that the project's objects had before, by API name. */
  readonly keyPrefixes?: Readonly<Record<string, string>>;
}

/** Standard objects plus the project's: every object, field and relationship of the org, frozen. Faults are told by `compileSchema`. */
export function buildSchema(project: ProjectMetadata, options: SchemaOptions = {}): Schema {
  return defineSchema(relate(settleSummaries(allObjects(project, options))).map(defineObject));
}

/** `buildSchema` with the faults a deploy of the project would report. */
export function compileSchema(project: ProjectMetadata, options: SchemaOptions = {}): { readonly schema: Schema; readonly problems: readonly DeployProblem[] } {
  const schema = buildSchema(project, options);
  return { schema, problems: checkSchema(project, schema) };
}

function allObjects(project: ProjectMetadata, options: SchemaOptions): ObjectSpec[] {
  const sets = globalValueSets(project);
  const byName = new Map(project.objects.map((object) => [object.name.toLowerCase(), object]));
  const words = spokenWords(project);
  const curated = withMentionedFields([...STANDARD_OBJECTS, ...LICENSED_OBJECTS.filter((object) => wantsLicensed(project, object.name, words))], words);
  const standard = [...curated, ...mentioned(words, curated, options)]
    .map((base) => {
      const object = ACTIVITIES.has(base.name) ? withActivityFields(base.name, byName) : byName.get(base.name.toLowerCase());
      return object === undefined ? base : customizeStandard(base, object, sets);
    })
    .map((object) => withStandardValues(object, standardValueSets(project.standardValueSets)));
  const own = project.objects.filter((object) => kindOf(object) !== 'standard' && object.definition !== undefined);
  const prefixes = keyPrefixes(own.map((object) => ({ name: object.name, kind: kindOf(object) })), options.keyPrefixes);
  const custom = own.map((object) => customObject(object, prefixes.get(object.name)!, sets));
  const indexes = customIndexes(project);
  return [...standard, ...custom].map((object) => withIndexes(object, indexes)).flatMap((object) => [object, ...companions(object, byName.get(object.name.toLowerCase()), words)]);
}

/** Objects of the platform that the project speaks of and that are not written down here. */
function mentioned(words: ReadonlySet<string>, curated: readonly ObjectSpec[], options: SchemaOptions): ObjectSpec[] {
  const present = new Set([...curated, ...LICENSED_OBJECTS].flatMap(({ name, features }) => [name, ...(features?.history ? [`${name}History`] : [])]).map((name) => name.toLowerCase()));
  const objects = mentionedObjects(words, present);
  const prefixes = keyPrefixes(objects.filter(({ keyPrefix }) => keyPrefix === '').map(({ name }) => ({ name, kind: 'standard' })), options.keyPrefixes);
  return withinOrg(objects.map((object) => ({ ...object, keyPrefix: prefixes.get(object.name) ?? object.keyPrefix })), curated);
}

/** Fields of `Activity` are fields of tasks and events alike. */
const ACTIVITIES = new Set(['Task', 'Event']);

function withActivityFields(name: string, byName: ReadonlyMap<string, ObjectMetadata>): ObjectMetadata | undefined {
  const own = byName.get(name.toLowerCase());
  const activity = byName.get('activity');
  if (own === undefined || activity === undefined) return own ?? (activity && { ...activity, name });
  return { ...own, fields: [...own.fields, ...activity.fields], validationRules: [...own.validationRules, ...activity.validationRules] };
}

/** Objects behind a licence are there when the project customises them or speaks of them. */
function wantsLicensed(project: ProjectMetadata, name: string, words: ReadonlySet<string>): boolean {
  return words.has(name.toLowerCase()) || project.objects.some((object) => object.name === name || object.fields.some((field) => field.xml.text('referenceTo') === name))
    || project.settings.some((s) => name === 'WorkOrder' && s.xml.flag('enableWorkOrders'));
}

function companions(object: ObjectSpec, metadata: ObjectMetadata | undefined, words: ReadonlySet<string>): ObjectSpec[] {
  const features = object.features ?? {};
  const reasons = (metadata?.sharingReasons ?? []).map(({ xml }) => ({ name: `${(xml.text('fullName') ?? '').replace(/__c$/, '')}__c`, label: xml.text('label') ?? '' }));
  return [
    ...(features.sharing ? [shareObject(object, reasons)] : []),
    ...(features.history ? [historyObject(object)] : []),
    ...(features.feeds ? [feedObject(object)] : []),
    ...(words.has(changeEventName(object.name).toLowerCase()) ? [changeEventObject(object)] : []),
  ];
}

function withStandardValues(object: ObjectSpec, values: ValueSets): ObjectSpec {
  if (values.size === 0) return object;
  return { ...object, fields: object.fields.map((field) => {
    const picklist = values.get(`${object.name}.${field.name}`.toLowerCase());
    return picklist === undefined ? field : { ...field, picklist };
  }) };
}

/** A sum, minimum or maximum has the type of the field it summarises; a count is a whole number. */
function settleSummaries(objects: readonly ObjectSpec[]): ObjectSpec[] {
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const settle = (field: FieldDef): FieldDef => {
    if (field.summary === undefined) return field;
    const child = byName.get(field.summary.childObject.toLowerCase());
    const source = child?.fields.find((f) => f.name.toLowerCase() === field.summary!.summarizedField?.toLowerCase());
    if (field.summary.operation === 'count' || source === undefined) return { ...field, type: 'double', precision: 18, scale: 0 };
    return { ...field, type: source.type, precision: source.type === 'date' || source.type === 'datetime' ? 0 : 18, scale: source.scale };
  };
  return objects.map((object) => (object.fields.some((f) => f.summary !== undefined) ? { ...object, fields: object.fields.map(settle) } : object));
}

/** What `@activity`, `@what`, `@attachable` and `@any` stand for, once all objects are known. */
function relate(objects: readonly ObjectSpec[]): ObjectSpec[] {
  const names = (wanted: (object: ObjectSpec) => boolean): string[] => objects.filter(wanted).map((object) => object.name).sort();
  const isRecord = (o: ObjectSpec): boolean => !['share', 'history', 'feed', 'customMetadata', 'platformEvent', 'customSetting'].includes(o.kind ?? 'standard') && o.keyPrefix !== '' && o.queryable !== false;
  const groups: Readonly<Record<string, readonly string[]>> = {
    '@activity': names((o) => isRecord(o) && (o.features?.activities ?? false)),
    '@what': names((o) => isRecord(o) && (o.features?.activities ?? false) && o.name !== 'Contact' && o.name !== 'Lead'),
    '@attachable': names((o) => isRecord(o) && (o.features?.activities === true || ['Task', 'Event', 'EmailMessage', 'EmailTemplate', 'ContactPointConsent'].includes(o.name) || o.kind === 'custom')),
    '@any': names((o) => isRecord(o) && !['Topic', 'ContentDocument'].includes(o.name) && !o.fields.some((f) => f.referenceTo?.includes('@any')) && (!(o.setup ?? false) || ['User', 'Organization'].includes(o.name))),
  };
  const resolved = objects.map((object) => ({
    ...object,
    fields: object.fields.map((field) => (field.referenceTo?.some((t) => t.startsWith('@')) ? { ...field, referenceTo: field.referenceTo.flatMap((t) => groups[t] ?? [t]) } : field)),
  }));
  const children = childRelationships(resolved);
  return resolved.map((object) => ({ ...object, childRelationships: children.get(object.name.toLowerCase()) ?? [] }));
}

function childRelationships(objects: readonly ObjectSpec[]): Map<string, ChildRelationship[]> {
  const byParent = new Map<string, ChildRelationship[]>();
  for (const object of objects) {
    // What an event tells of is no row that anything belongs to.
    if (object.kind === 'platformEvent') continue;
    for (const field of object.fields) {
      for (const parent of field.referenceTo ?? []) {
        const key = parent.toLowerCase();
        const list = byParent.get(key) ?? [];
        if (list.length === 0) byParent.set(key, list);
        list.push({
          name: field.childRelationshipName ?? '', childObject: object.name, field: field.name,
          cascadeDelete: field.deleteConstraint === 'Cascade', restrictedDelete: field.deleteConstraint === 'Restrict',
        });
      }
    }
  }
  return byParent;
}
