import { hash } from 'node:crypto';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema, SObjectDef } from '../schema/model.ts';
import { SObjectRecord, type Value } from '../values/index.ts';
import type { OrgConfig } from './config.ts';
import { addPermissionSets, addProfiles } from './grant-rows.ts';
import { ids, isSetupId } from './ids.ts';
import { addAnalytics, addCode, addDeclarative, addDefinitions, addOrganization, addRecordTypes, addStatusValues } from './org-rows.ts';
import { addRolesAndGroups, addUsers, type PersonaContact } from './people-rows.ts';
import { SetupRows, withAllCheckboxes } from './setup-rows.ts';

export interface SetupRecords {
  /** Complete rows, each object's together. Ids are those of `setupId`. */
  readonly records: readonly SObjectRecord[];
  readonly contacts: readonly PersonaContact[];
}

/** Everything of the org that is a row and comes from metadata or configuration. Pure but for reading static resources. @throws Error on a faulty configuration */
export function setupRecords(project: ProjectMetadata, schema: Schema, config: OrgConfig): SetupRecords {
  const author = authorOf(config);
  const rows = new SetupRows(schema, author);
  addOrganization(rows, project, config);
  addProfiles(rows, project, schema);
  addPermissionSets(rows, project, schema);
  addRolesAndGroups(rows, project);
  const contacts = addUsers(rows, project, config);
  addRecordTypes(rows, schema);
  addStatusValues(rows, schema);
  addCode(rows, project);
  addDeclarative(rows, project, author);
  addAnalytics(rows, project);
  addDefinitions(rows, schema);
  return { records: rows.records, contacts };
}

/** Who counts as the maker of setup rows: the first persona. */
function authorOf(config: OrgConfig): string {
  const [first] = Object.values(config.personas);
  return ids.user(first?.username ?? 'admin@local.example');
}

/** What setup needs of the store. Rows go in as they are: no triggers, no validation. */
export interface SetupStore {
  /** Ids of an object's rows, deleted ones too. */
  ids(object: SObjectDef): readonly string[];
  insert(object: SObjectDef, records: readonly SObjectRecord[]): void;
  /** Writes the fields that the records carry. */
  update(object: SObjectDef, records: readonly SObjectRecord[]): void;
  remove(object: SObjectDef, ids: readonly string[]): void;
  /** A field (an id) of the first live row whose `field` has this text, any case. */
  find(object: SObjectDef, field: string, value: string, wanted: string): string | null;
  /** A text kept with the data. */
  mark(name: string): string | null;
  setMark(name: string, value: string): void;
  transaction(work: () => void): void;
}

const MARK = 'setup';

/**
 * Brings the setup rows of a store up to the project and the configuration: new ones in, changed ones changed, gone ones out.
 * Rows that people made stay. Free when nothing changed since the last time.
 */
export function applySetup(store: SetupStore, project: ProjectMetadata, schema: Schema, config: OrgConfig): void {
  const fingerprint = setupFingerprint(project, schema, config);
  if (store.mark(MARK) === fingerprint) return;
  const { records, contacts } = setupRecords(project, schema, config);
  const byObject = Map.groupBy(records, (record) => record.definition);
  store.transaction(() => {
    for (const object of schema.objects) {
      if (!byObject.has(object) && !isSetupObject(object)) continue;
      const wanted = byObject.get(object) ?? [];
      const wantedIds = new Set(wanted.map((record) => record.id!));
      const present = new Set(store.ids(object));
      const gone = [...present].filter((id) => (isSetupId(id) || DEFINITIONS.has(object.name)) && !wantedIds.has(id));
      if (gone.length > 0) store.remove(object, gone);
      const fresh = wanted.filter((record) => !present.has(record.id!));
      const known = wanted.filter((record) => present.has(record.id!));
      if (fresh.length > 0) store.insert(object, fresh);
      if (known.length > 0) store.update(object, known.map(withAllCheckboxes));
    }
    for (const contact of contacts) linkContact(store, schema, config, contact);
    store.setMark(MARK, fingerprint);
  });
}

/** Their rows have API names for ids, and nobody but the org makes them. */
const DEFINITIONS = new Set(['EntityDefinition', 'FieldDefinition']);

const isSetupObject = (object: SObjectDef): boolean => object.setup && object.kind === 'standard';

/** Changes when rows would: any metadata file but pages and components, the configuration, this code's own version. */
function setupFingerprint(project: ProjectMetadata, schema: Schema, config: OrgConfig): string {
  const shape = schema.objects.map((object) => `${object.name} ${object.keyPrefix} ${object.fields.length}`);
  const files = [...project.hashes].filter(([file]) => !/\/(lwc|aura)\//.test(file)).map(([file, sha]) => `${file} ${sha}`);
  return hash('sha256', JSON.stringify([SETUP_VERSION, config, project.name, project.namespace, shape, files]), 'hex');
}
const SETUP_VERSION = 3;

/** Finds or makes the contact of a portal user and points the user to it. */
function linkContact(store: SetupStore, schema: Schema, config: OrgConfig, { userId, contact }: PersonaContact): void {
  const author = authorOf(config);
  const make = (objectName: string, id: string, fields: Readonly<Record<string, Value>>): string => {
    const rows = new SetupRows(schema, author);
    rows.add(objectName, id, fields);
    const object = schema.object(objectName)!;
    if (!store.ids(object).includes(id)) store.insert(object, rows.records);
    return id;
  };
  const contactObject = schema.object('Contact')!;
  const { field, value } = contact.externalKey;
  if (contactObject.field(field) === undefined) throw new Error(`config/local-org.json: Contact has no field "${field}"`);
  let contactId = store.find(contactObject, field, value, 'Id');
  if (contactId === null) {
    const account = contact.account ?? { Name: String(contact.fields?.LastName ?? value) };
    const accountId = store.find(schema.object('Account')!, 'Name', String(account.Name), 'Id') ?? make('Account', ids.of('001', String(account.Name)), account);
    const fields: Record<string, Value> = { LastName: value, ...contact.fields, [field]: value, AccountId: accountId };
    contactId = make('Contact', ids.of('003', field, value), { ...fields, Name: [fields.FirstName, fields.LastName].filter(Boolean).join(' ') });
  }
  const user = new SObjectRecord(schema.object('User')!);
  user.put('Id', userId);
  user.put('ContactId', contactId);
  user.put('AccountId', store.find(contactObject, 'Id', contactId, 'AccountId'));
  user.put('IsPortalEnabled', true);
  store.update(user.definition, [user]);
}
