import type { FieldDef } from '../schema/model.ts';
import type { Value } from '../values/index.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;

/** The store as security reads it: SQL over tables named after their objects, columns after their fields. data/'s Database is one. */
export interface SecurityDatabase {
  all(sql: string, params?: readonly SqlValue[]): SqlValue[][];
  exec(sql: string): void;
  /** Registers an SQL function. */
  define(name: string, work: (...args: SqlValue[]) => SqlValue): void;
  readonly inTransaction: boolean;
}

/** How a value lies in a field's column. */
export type ColumnEncoder = (field: FieldDef, value: Value) => SqlValue;

/** Rows of these objects decide what a user may do. */
const WATCHED = [
  'User', 'UserRole', 'Profile', 'PermissionSet', 'PermissionSetAssignment', 'PermissionSetGroup', 'PermissionSetGroupComponent', 'MutingPermissionSet', 'ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess',
  'PermissionSetTabSetting', 'Group', 'GroupMember',
];

/**
 * A version of the rows that decide about access. It follows savepoints: a roll-back brings the former version back, and no two
 * states share one. Between changes, asking costs a comparison.
 */
export class AccessVersion {
  readonly #db: SecurityDatabase;
  #version = '';
  /** A watched row changed in a transaction that may still roll back. */
  #unsettled = true;

  constructor(db: SecurityDatabase) {
    this.#db = db;
    db.define('local_access_changed', () => {
      this.#unsettled = true;
      return 0;
    });
    db.exec(`CREATE TEMP TABLE IF NOT EXISTS "~access" (version TEXT); DELETE FROM temp."~access"; INSERT INTO temp."~access" VALUES (hex(randomblob(12)));`);
    for (const object of WATCHED) {
      for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
        db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS "~access ${object} ${event}" AFTER ${event} ON main."${object}" BEGIN UPDATE "~access" SET version = hex(randomblob(12)); SELECT local_access_changed(); END`);
      }
    }
  }

  /** The version now; equal texts mean equal rows. */
  current(): string {
    if (this.#unsettled) {
      this.#unsettled = this.#db.inTransaction;
      this.#version = this.#db.all('SELECT version FROM temp."~access"')[0]![0] as string;
    }
    return this.#version;
  }
}
