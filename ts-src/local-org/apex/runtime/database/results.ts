import type { RowError, RowResult } from '../../../execution/context.ts';
import { ApexList } from '../collections/list.ts';
import { hashText } from '../equality.ts';
import { standardClass } from '../missing.ts';
import { statusCode } from '../std/enums.ts';

/** Database.Error */
export class DatabaseError {
  readonly #error: RowError;

  constructor(error: RowError) {
    this.#error = error;
  }

  getmessage(): string {
    return this.#error.message;
  }

  getstatuscode(): unknown {
    return statusCode(this.#error.statusCode);
  }

  getfields(): ApexList {
    return ApexList.of('List<String>', [...this.#error.fields]);
  }

  /** What JSON shows. */
  get $fields(): Record<string, unknown> {
    return { fields: this.fields, message: this.#error.message, statusCode: this.#error.statusCode };
  }

  get message(): string {
    return this.getmessage();
  }

  get statuscode(): unknown {
    return this.getstatuscode();
  }

  get fields(): ApexList {
    return this.getfields();
  }

  tostring(): string {
    return `Database.Error[getFields=${this.getfields().tostring()};getMessage=${this.#error.message};getStatusCode=${this.#error.statusCode};]`;
  }
}
standardClass('Database.Error', DatabaseError);

/** What SaveResult, UpsertResult, DeleteResult, UndeleteResult have in common. `$fields` is what JSON shows. */
export class DmlResult {
  readonly $result: RowResult;

  constructor(result: RowResult) {
    this.$result = result;
  }

  issuccess(): boolean {
    return this.$result.success;
  }

  getid(): string | null {
    return this.$result.id;
  }

  geterrors(): ApexList {
    return ApexList.of('List<Database.Error>', this.$result.errors.map((error) => new DatabaseError(error)));
  }

  get success(): boolean {
    return this.$result.success;
  }

  get id(): string | null {
    return this.$result.id;
  }

  get errors(): ApexList {
    return this.geterrors();
  }

  get $fields(): Record<string, unknown> {
    return { success: this.$result.success, id: this.$result.id, errors: this.geterrors() };
  }

  hashcode(): number {
    return hashText(String(this.$result.id));
  }

  tostring(): string {
    const type = (this.constructor as { $typeName?: string }).$typeName ?? '';
    return `${type}[getErrors=${this.geterrors().tostring()};getId=${this.$result.id};isSuccess=${this.$result.success};]`;
  }
}
standardClass('Database.SaveResult', DmlResult);

export class SaveResult extends DmlResult {}
standardClass('Database.SaveResult', SaveResult);

export class DeleteResult extends DmlResult {}
standardClass('Database.DeleteResult', DeleteResult);

export class UndeleteResult extends DmlResult {}
standardClass('Database.UndeleteResult', UndeleteResult);

export class UpsertResult extends DmlResult {
  iscreated(): boolean {
    return this.$result.created;
  }

  get created(): boolean {
    return this.$result.created;
  }

  override get $fields(): Record<string, unknown> {
    return { ...super.$fields, created: this.$result.created };
  }
}
standardClass('Database.UpsertResult', UpsertResult);

export class EmptyRecycleBinResult extends DmlResult {}
standardClass('Database.EmptyRecycleBinResult', EmptyRecycleBinResult);

export class LeadConvertResult extends DmlResult {
  readonly #ids: Readonly<Record<'leadId' | 'accountId' | 'contactId' | 'opportunityId', string | null>>;

  constructor(result: RowResult, ids: Readonly<Record<'leadId' | 'accountId' | 'contactId' | 'opportunityId', string | null>>) {
    super(result);
    this.#ids = ids;
  }

  getleadid(): string | null {
    return this.#ids.leadId;
  }

  getaccountid(): string | null {
    return this.#ids.accountId;
  }

  getcontactid(): string | null {
    return this.#ids.contactId;
  }

  getopportunityid(): string | null {
    return this.#ids.opportunityId;
  }
}
standardClass('Database.LeadConvertResult', LeadConvertResult);

export class MergeResult extends DmlResult {
  readonly #merged: readonly string[];

  constructor(result: RowResult, merged: readonly string[]) {
    super(result);
    this.#merged = merged;
  }

  getmergedrecordids(): ApexList {
    return ApexList.of('List<Id>', [...this.#merged]);
  }

  getupdatedrelatedids(): ApexList {
    return ApexList.of('List<Id>', []);
  }
}
standardClass('Database.MergeResult', MergeResult);
