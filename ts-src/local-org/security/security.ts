import type { RowFilter, SharingPolicy } from '../data/hooks.ts';
import type { RunningUser } from '../execution/context.ts';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema, SObjectDef } from '../schema/model.ts';
import { orgProfiles, type OrgProfile } from './grant-rows.ts';
import { readGrants, readUser, type UserFacts } from './grants.ts';
import { ids } from './ids.ts';
import { PermissionSnapshot } from './permissions.ts';
import { readPrincipals, type Principals } from './principals.ts';
import { ownTemplate } from './profiles.ts';
import { accessClause, type RecordAccess, type SharingInput } from './sharing.ts';
import { sharingRules, sharingSets } from './sharing-rules.ts';
import { AccessVersion, type ColumnEncoder, type SecurityDatabase } from './store.ts';

export interface SecurityOptions {
  readonly db: SecurityDatabase;
  readonly schema: Schema;
  readonly project: ProjectMetadata;
  readonly encode: ColumnEncoder;
}

/** Everything known of a user at one version of the setup rows. */
interface Snapshot {
  readonly permissions: PermissionSnapshot;
  readonly input: SharingInput;
  readonly running: RunningUser;
  readonly filters: Map<string, RowFilter | null>;
}

const KEPT_VERSIONS = 8;

/** Who may do what. Reads the setup rows live: an assignment made in a transaction counts at once, and no more after its roll-back. */
export class Security implements SharingPolicy {
  readonly #options: SecurityOptions;
  readonly #version: AccessVersion;
  readonly #snapshots = new Map<string, Map<string, Snapshot>>();
  readonly #rules;
  readonly #sets;
  readonly #profiles: ReadonlyMap<string, OrgProfile>;

  /** The store's tables must exist. */
  constructor(options: SecurityOptions) {
    this.#options = options;
    this.#version = new AccessVersion(options.db);
    this.#rules = sharingRules(options.project);
    this.#sets = sharingSets(options.project);
    this.#profiles = new Map(orgProfiles(options.project).map((profile) => [ids.profile(profile.template.name), profile]));
  }

  /** The user as a transaction sees it; `permissions` follows the setup rows. @throws Error when there is no such user */
  runningUser(userId: string): RunningUser {
    return this.#snapshot(userId).running;
  }

  /** The same object as long as nothing changes for the user. */
  permissionsOf(userId: string): PermissionSnapshot {
    return this.#snapshot(userId).permissions;
  }

  isActive(userId: string): boolean {
    const facts = readUser(this.#options.db, userId);
    return facts?.isActive ?? false;
  }

  filter(object: SObjectDef, user: RunningUser, access: RecordAccess): RowFilter | null {
    const snapshot = this.#snapshot(user.id);
    const key = `${access} ${object.name}`;
    let filter = snapshot.filters.get(key);
    if (filter === undefined) snapshot.filters.set(key, (filter = this.#filter(snapshot, object, access)));
    return filter;
  }

  #filter(snapshot: Snapshot, object: SObjectDef, access: RecordAccess): RowFilter | null {
    const found = accessClause(snapshot.input, object, access);
    if (found === null) return null;
    return { key: found.sql, sql: (row) => found.sql.replaceAll('{row}', row), params: found.params };
  }

  /** Access of a user to rows that exist, as `UserRecordAccess` tells it. */
  recordAccess(userId: string, object: SObjectDef, recordIds: readonly string[]): Map<string, { readonly read: boolean; readonly edit: boolean; readonly delete: boolean }> {
    const user = this.runningUser(userId);
    const granted = user.permissions.object(object.name);
    const passing = (access: RecordAccess): ReadonlySet<string> => {
      if (!granted[access]) return new Set();
      const filter = this.filter(object, user, access);
      const sql = `SELECT t."Id" FROM "${object.name}" t WHERE t."Id" IN (SELECT value FROM json_each(?)) AND t."IsDeleted" = 0${filter === null ? '' : ` AND (${filter.sql('t')})`}`;
      return new Set(this.#options.db.all(sql, [JSON.stringify(recordIds), ...(filter?.params ?? [])]).map((r) => r[0] as string));
    };
    const [read, edit, remove] = [passing('read'), passing('edit'), passing('delete')];
    return new Map(recordIds.map((id) => [id, { read: read.has(id), edit: edit.has(id), delete: remove.has(id) }]));
  }

  /** Id of the record type that the user's profile names as default, or null. */
  defaultRecordType(object: SObjectDef, user: Pick<RunningUser, 'profileId'>): string | null {
    if (object.recordTypes.length === 0) return null;
    const prefix = `${object.name.toLowerCase()}.`;
    const visibilities = this.#profiles.get(user.profileId)?.metadata?.recordTypeVisibilities ?? [];
    const chosen = visibilities.find((v) => v.default && v.recordType.toLowerCase().startsWith(prefix))?.recordType.slice(prefix.length).toLowerCase();
    return object.recordTypes.find((type) => type.developerName.toLowerCase() === chosen)?.id ?? null;
  }

  #snapshot(userId: string): Snapshot {
    const version = this.#version.current();
    let users = this.#snapshots.get(version);
    if (users === undefined) {
      if (this.#snapshots.size >= KEPT_VERSIONS) this.#snapshots.delete(this.#snapshots.keys().next().value!);
      this.#snapshots.set(version, (users = new Map()));
    }
    let snapshot = users.get(userId);
    if (snapshot === undefined) users.set(userId, (snapshot = this.#read(userId)));
    return snapshot;
  }

  #running(facts: UserFacts): RunningUser {
    const permissions = (): PermissionSnapshot => this.#snapshot(facts.id).permissions;
    const queues = (): readonly string[] => this.#snapshot(facts.id).input.principals().queues;
    return {
      id: facts.id, name: facts.name, username: facts.username, email: facts.email, profileId: facts.profileId, roleId: facts.roleId, userType: facts.userType, timeZone: facts.timeZone, locale: facts.locale, language: facts.language,
      get queues() {
        return queues();
      },
      get permissions() {
        return permissions();
      },
    };
  }

  #read(userId: string): Snapshot {
    const { db, schema, encode } = this.#options;
    const facts = readUser(db, userId);
    if (facts === undefined) throw new Error(`There is no user ${userId}`);
    const template = this.#profiles.get(facts.profileId)?.template ?? ownTemplate(facts.profileName, 'Salesforce');
    const permissions = new PermissionSnapshot(schema, facts, readGrants(db, facts), template);
    let principals: Principals | undefined;
    const input: SharingInput = { schema, db, encode, user: facts, permissions, principals: () => (principals ??= readPrincipals(db, facts)), rules: this.#rules, sets: this.#sets };
    return { permissions, input, running: this.#running(facts), filters: new Map() };
  }
}
