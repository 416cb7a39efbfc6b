import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase, type DataEngine } from '../../data/index.ts';
import { setupStore } from '../../execution/setup-store.ts';
import { loadProject, type ProjectMetadata } from '../../metadata/index.ts';
import { buildSchema, type Schema } from '../../schema/index.ts';
import type { Value } from '../../values/index.ts';
import { SObjectRecord } from '../../values/index.ts';
import { applySetup, loadOrgConfig, Security, setupIds } from '../index.ts';

/** A DX project in a temporary folder, an org over it in memory, and short words to fill it. */

export const xml = (type: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>`;

export function writeProject(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'org-project-'));
  const all: Record<string, string> = { 'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '65.0', name: 'demo' }), 'app/.keep': '', ...files };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Object and field files of one custom object. `fields`: name -> inner XML. */
export function objectFiles(name: string, sharing: string, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  const files: Record<string, string> = {
    [`app/objects/${name}/${name}.object-meta.xml`]: xml('CustomObject', `<label>${name}</label><pluralLabel>${name}s</pluralLabel><nameField><type>Text</type><label>Name</label></nameField>${sharing}`),
  };
  for (const [field, body] of Object.entries(fields)) files[`app/objects/${name}/fields/${field}.field-meta.xml`] = xml('CustomField', `<fullName>${field}</fullName><label>${field}</label>${body}`);
  return files;
}

export const objectGrant = (object: string, letters: string): string =>
  `<objectPermissions><object>${object}</object><allowCreate>${letters.includes('C')}</allowCreate><allowRead>${letters.includes('R')}</allowRead><allowEdit>${letters.includes('E')}</allowEdit><allowDelete>${letters.includes('D')}</allowDelete><viewAllRecords>${letters.includes('V')}</viewAllRecords><modifyAllRecords>${letters.includes('M')}</modifyAllRecords></objectPermissions>`;
export const fieldGrant = (field: string, editable: boolean): string => `<fieldPermissions><field>${field}</field><readable>true</readable><editable>${editable}</editable></fieldPermissions>`;
export const permissionSet = (body: string): string => xml('PermissionSet', `<label>Set</label>${body}`);

export interface TestOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  readonly engine: DataEngine;
  readonly security: Security;
  /** Id of a persona's user by its username before the @. */
  user(name: string): string;
  /** Puts a row into the store as it is; returns its id. */
  add(object: string, fields: Readonly<Record<string, Value>>): string;
  remove(object: string, id: string): void;
  /** Ids of an object that the user may read, edit or delete. */
  visible(object: string, user: string, access?: 'read' | 'edit' | 'delete'): string[];
  begin(): { rollback(): void };
}

export function openOrg(root: string, path = ':memory:'): TestOrg {
  const project = loadProject(root);
  const schema = buildSchema(project);
  const engine = openDatabase({ schema, path });
  applySetup(setupStore(engine), project, schema, loadOrgConfig(project));
  const { database, layout, rows } = engine.parts;
  const encode = (field: { name: string }, value: Value): ReturnType<NonNullable<ReturnType<typeof layout.table>['columns'][number]>['encode']> => {
    const column = schema.objects.flatMap((o) => (o.fields.includes(field as never) ? [layout.table(o).byName.get(field.name)!] : []))[0]!;
    return column.encode(value);
  };
  const security = new Security({ db: database, schema, project, encode });
  return {
    project, schema, engine, security,
    user: (name) => setupIds.user(`${name}@test.example`),
    add(name, fields) {
      const record = new SObjectRecord(schema.object(name)!);
      for (const [field, value] of Object.entries(fields)) record.put(field, value);
      engine.seed([record]);
      return record.id!;
    },
    remove: (name, id) => rows.remove(layout.table(schema.object(name)!), [id]),
    visible(name, user, access = 'read') {
      const object = schema.object(name)!;
      const filter = security.filter(object, security.runningUser(user), access);
      return database.all(`SELECT t."Id" FROM "${name}" t WHERE ${filter?.sql('t') ?? '1'} ORDER BY t.rowid`, filter?.params ?? []).map((r) => r[0] as string);
    },
    begin() {
      database.exec('BEGIN');
      return { rollback: () => database.exec('ROLLBACK') };
    },
  };
}

export const config = (personas: Readonly<Record<string, object>>): string => JSON.stringify({ personas });
export const persona = (name: string, profile: string, more: object = {}): object => ({ name: `Test ${name}`, username: `${name}@test.example`, profile, ...more });
