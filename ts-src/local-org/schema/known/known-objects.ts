import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ProjectMetadata } from '../../metadata/index.ts';
import { labelOf } from '../define.ts';
import type { ObjectSpec } from '../define.ts';
import type { FieldDef, Schema } from '../model.ts';
import { anyType, base64, bool, date, datetime, double, idValue, int, lookup, readOnly, standard, text, textArea, time } from '../standard/builders.ts';
import type { FieldBuilder } from '../standard/builders.ts';
import { DATA_FILE } from './format.ts';

/**
 * Standard objects that nobody has written down with lengths, picklists and required fields: names, types and relationships as the
 * platform publishes them for Apex. They are there for projects that speak of them, and lenient: no field is required.
 */

const FIELD_TYPES: Readonly<Record<string, () => FieldBuilder>> = {
  s: () => text(255), b: () => bool(), i: () => int(), l: () => int(undefined, 18), n: () => double(18, 6), t: () => datetime(), d: () => date(), c: () => time(), x: () => base64(), o: () => readOnly(anyType()),
};
/** Texts that hold more than a line. */
const LONG_TEXT = /(?:Description|Body|Message|Content|Details|Comments?|Html|Json|Text|Markup|Metadata|Value)$/;

/** Prefixes of the documented list; the others get one that is free. */
const KEY_PREFIXES: Readonly<Record<string, string>> = {
  DuplicateRecordItem: '0GL', DuplicateRecordSet: '0GK', Idea: '087', ListEmail: '0XB', LiveChatTranscript: '570', LoginHistory: '0Ya', MessagingEndUser: '0PA', MessagingSession: '0Mw',
  ProcessInstance: '04g', ProcessInstanceStep: '04h', ProcessInstanceWorkitem: '04i', QuickText: '574', ServiceAppointment: '08p', ServiceResource: '0Hn', ServiceTerritory: '0Hh', Shipment: '0OB', Vote: '083',
};

let lines: ReadonlyMap<string, string> | undefined;

function knownLines(): ReadonlyMap<string, string> {
  lines ??= new Map(
    new TextDecoder().decode(gunzipSync(readFileSync(DATA_FILE))).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [/^\w+/.exec(line)![0].toLowerCase(), line]),
  );
  return lines;
}

/** Names of Apex types: a word of that name in a class is more likely the type than the object. */
const TYPE_NAMES = new Set(['address', 'approval', 'attachment', 'location', 'period', 'name', 'search', 'network', 'site']);

/** Text and comments of Apex, then words. */
const TOKENS = /'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*|\b[A-Za-z]\w{3,}\b/g;

/**
 * Every word, in lower case, that may name an object in the project's code, flows and metadata. What only a text says does not count:
 * code that asks by name copes with an org that lacks the object.
 */
export function spokenWords(project: ProjectMetadata): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { body } of [...project.classes, ...project.triggers]) for (const [token] of body.matchAll(TOKENS)) if (!/^['/]/.test(token)) words.add(token.toLowerCase());
  for (const { name, fields } of project.objects) {
    words.add(name.toLowerCase());
    for (const { xml } of fields) words.add((xml.text('referenceTo') ?? '').toLowerCase());
  }
  for (const flow of project.flows) for (const text of objectsOf(flow.xml)) words.add(text.toLowerCase());
  return words;
}

/** Known objects among the words; `present` are there anyhow. */
export function mentionedObjects(words: ReadonlySet<string>, present: ReadonlySet<string>): ObjectSpec[] {
  const known = knownLines();
  const found = new Set<string>();
  for (const word of words) {
    for (const name of [word, word.replace(/(?:share|history|feed|changeevent)$/, '')]) {
      if (known.has(name) && !present.has(name) && !TYPE_NAMES.has(name)) found.add(name);
    }
  }
  return [...found].sort().map((name) => objectOf(known.get(name)!));
}

/** Fields that hang on features which are off here: person accounts, several currencies, picklists of states, divisions. */
const OF_FEATURES = /^(?:Person|IsPersonAccount|Division$|CurrencyIsoCode|RecordTypeId|.*(?:CountryCode|StateCode)$|FirstName|LastName|MiddleName|Salutation|Suffix|Name$|MasterRecordId)/;

/**
 * Written-down objects with the known fields that they lack and that code speaks of. Records of everyday work are written down whole: there, a
 * word is more likely a field of another object.
 */
export function withMentionedFields(objects: readonly ObjectSpec[], words: ReadonlySet<string>): ObjectSpec[] {
  const present = new Set(objects.map(({ name }) => name));
  return objects.map((object) => {
    const line = object.features?.activities === true ? undefined : knownLines().get(object.name.toLowerCase());
    if (line === undefined) return object;
    const own = new Set(object.fields.flatMap(({ name, relationshipName }) => [name.toLowerCase(), relationshipName?.toLowerCase() ?? '']));
    const wanted = line.split(';').slice(1).flatMap((told) => {
      const [name, type] = told.split(' ') as [string, string];
      const relationship = type === 'r' && name.endsWith('Id') ? name.slice(0, -2).toLowerCase() : '';
      if (OF_FEATURES.test(name) || own.has(name.toLowerCase()) || own.has(relationship) || !(words.has(name.toLowerCase()) || (relationship.length > 8 && words.has(relationship)))) return [];
      const [, build] = fieldOf(told);
      return build(name);
    });
    if (wanted.length === 0) return object;
    const settled = withinOrg([{ ...object, fields: wanted.filter(({ referenceTo }) => referenceTo === undefined || referenceTo.every((target) => present.has(target) || target.startsWith('@'))) }], objects)[0]!.fields;
    return settled.length === 0 ? object : { ...object, fields: [...object.fields, ...settled] };
  });
}

/** True when the project names objects that the schema of an earlier load lacks. */
export function speaksOfMore(project: ProjectMetadata, schema: Schema): boolean {
  return mentionedObjects(spokenWords(project), new Set(schema.objects.map(({ name }) => name.toLowerCase()))).length > 0;
}

/** `<object>` and `<objectType>` anywhere in a flow. */
function objectsOf(xml: ProjectMetadata['flows'][number]['xml']): string[] {
  return xml.children.flatMap((child) => (/^object(?:Type)?$/.test(child.name) ? [child.value] : objectsOf(child)));
}

function objectOf(line: string): ObjectSpec {
  const [head, ...fields] = line.split(';');
  const [name, ...flags] = head!.split(' ');
  const without = flags.filter((flag) => flag.startsWith('-')).map((flag) => flag.slice(1)) as NonNullable<Parameters<typeof standard>[3]['without']>;
  const has = (companion: string): boolean => flags.includes(`+${companion}`);
  const builders = Object.fromEntries(fields.map(fieldOf).filter(([field]) => field !== 'OwnerId'));
  return standard(name!, labelOf(name!), KEY_PREFIXES[name!] ?? '', {
    without,
    ...(fields.some((field) => field.startsWith('OwnerId ')) ? { owner: true as const } : {}),
    features: { sharing: has('Share'), history: has('History'), feeds: has('Feed') },
  }, builders);
}

function fieldOf(told: string): [string, FieldBuilder] {
  const [name, type, targets, children] = told.split(' ') as [string, string, string?, string?];
  const simple = FIELD_TYPES[type];
  if (type === 's' && LONG_TEXT.test(name)) return [name, textArea(131072)];
  if (simple) return [name, simple()];
  if (type === 'a' || type === 'g') return [name, (field): FieldDef[] => [{ ...text(0)(field)[0]!, type: type === 'a' ? 'address' : 'location', createable: false, updateable: false }]];
  if (targets === undefined) return [name, idValue()];
  return [name, lookup(targets === '*' ? (/User|Actor|Assign|Owner/.test(name) ? ['Group', 'User'] : ['@any']) : targets.split(','), children)];
}

/** References of known objects to what the org has; child relationships of one name are the first's. */
export function withinOrg(objects: readonly ObjectSpec[], others: readonly ObjectSpec[]): ObjectSpec[] {
  const present = new Set([...others, ...objects].map(({ name }) => name));
  const taken = new Set<string>();
  const claim = (field: FieldDef, parent: string): boolean => {
    const key = `${parent}.${field.childRelationshipName ?? ''}`.toLowerCase();
    return field.childRelationshipName === undefined || (!taken.has(key) && taken.add(key).has(key));
  };
  for (const { fields } of others) for (const field of fields) for (const parent of field.referenceTo ?? []) claim(field, parent);
  const settled = (field: FieldDef): FieldDef => {
    if (field.referenceTo === undefined) return field;
    const { childRelationshipName: _c, ...nameless } = field;
    const { relationshipName: _r, deleteConstraint: _d, referenceTo: _t, ...plain } = nameless;
    const referenceTo = field.referenceTo.filter((name) => name.startsWith('@') || present.has(name));
    if (referenceTo.length === 0) return { ...plain, type: 'string', apexType: 'Id' };
    const isOwn = referenceTo.map((parent) => claim(field, parent)).every(Boolean);
    return { ...(isOwn ? field : nameless), referenceTo };
  };
  return objects.map((object) => ({ ...object, fields: object.fields.map(settled) }));
}
