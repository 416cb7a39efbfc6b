import { DmlFailure, current } from '../../execution/context.ts';
import type { DmlOperation } from '../../execution/context.ts';
import { ApexException, captured, raise, standardExceptions, ListException } from './exceptions.ts';
import { ApexList } from './collections/list.ts';
import { sobjectField } from './describe/tokens.ts';
import { keyPrefix } from '../../values/index.ts';
import { statusCode } from './std/enums.ts';

/** One failed row of a DmlException. */
interface DmlRow {
  readonly index: number;
  readonly id: string | null;
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** `System.DmlException`, with one entry a failed row. */
export class DmlException extends ApexException {
  static override readonly $typeName = 'System.DmlException';
  rows: readonly DmlRow[] = [];
  /** API names of the objects of the statement, row by row. */
  objects: readonly string[] = [];

  static fromFailure(failure: DmlFailure): DmlException {
    const exception = new DmlException();
    exception.$message = failure.message;
    exception.rows = failure.failures.map(({ index, id, error }) => ({ index, id, code: error.statusCode, message: error.message, fields: error.fields }));
    return captured(exception, DmlException.fromFailure);
  }

  static ofRow(operation: DmlOperation, index: number, id: string | null, statusCode: string, message: string, fields: readonly string[]): DmlException {
    return DmlException.fromFailure(new DmlFailure(operation, [{ index, id, error: { statusCode, message, fields } }]));
  }

  private row(i: number): DmlRow {
    const row = this.rows[i];
    if (row === undefined) throw raise(ListException, `List index out of bounds: ${i}`);
    return row;
  }

  getnumdml(): number {
    return this.rows.length;
  }

  getdmlmessage(i: number): string {
    return this.row(i).message;
  }

  getdmlstatuscode(i: number): string {
    return this.row(i).code;
  }

  getdmltype(i: number): unknown {
    return statusCode(this.row(i).code);
  }

  getdmlfieldnames(i: number): ApexList {
    return ApexList.of('List<String>', [...this.row(i).fields]);
  }

  getdmlfields(i: number): ApexList {
    const { index, id, fields } = this.row(i);
    const object = this.objects[index] ?? (id === null ? undefined : current().schema.objectByPrefix(keyPrefix(id))?.name);
    const definition = object === undefined ? undefined : current().schema.object(object);
    return ApexList.of('List<Schema.SObjectField>', fields.flatMap((name) => {
      const field = definition?.field(name);
      return field === undefined ? [] : [sobjectField(definition!.name, field.name)];
    }));
  }

  getdmlid(i: number): string | null {
    return this.row(i).id;
  }

  getdmlindex(i: number): number {
    return this.row(i).index;
  }
}
standardExceptions.set('dmlexception', DmlException);
