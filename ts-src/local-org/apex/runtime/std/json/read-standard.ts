import type { RowError } from '../../../../execution/context.ts';
import { toApexId } from '../../../../values/index.ts';
import type { ApexList } from '../../collections/list.ts';
import type { ApexMap } from '../../collections/map.ts';
import { DatabaseError, DeleteResult, EmptyRecycleBinResult, LeadConvertResult, MergeResult, SaveResult, UndeleteResult, UpsertResult } from '../../database/results.ts';
import type { DmlResult } from '../../database/results.ts';
import { InvocableError, InvocableResult } from '../invocable.ts';
import { JsonNumber } from './tree.ts';
import type { JsonTree } from './tree.ts';
import { untyped } from './untyped.ts';

/** How a part of the tree is read as a named type. */
export type ReadPart = (tree: JsonTree, type: string) => unknown;
type Reader = (fields: ReadonlyMap<string, JsonTree>, read: ReadPart) => unknown;

const text = (tree: JsonTree | undefined): string | null => (typeof tree === 'string' ? tree : tree instanceof JsonNumber ? tree.text : null);

function rowError(tree: JsonTree): RowError {
  const fields = tree instanceof Map ? tree : new Map<string, JsonTree>();
  const names = fields.get('fields');
  return { statusCode: text(fields.get('statusCode')) ?? 'UNKNOWN_EXCEPTION', message: text(fields.get('message')) ?? '', fields: Array.isArray(names) ? names.map((name) => text(name) ?? '') : [] };
}

function rowResult(fields: ReadonlyMap<string, JsonTree>): DmlResult['$result'] {
  const errors = fields.get('errors');
  return { id: idIn(fields, 'id'), success: fields.get('success') === true, created: fields.get('created') === true, errors: Array.isArray(errors) ? errors.map(rowError) : [] };
}

/** What is no id is none: doubles are written with `"id": "null"`. */
function idIn(fields: ReadonlyMap<string, JsonTree>, name: string): string | null {
  const id = text(fields.get(name));
  return id === null ? null : toApexId(id);
}

const dmlResult = (type: new (result: DmlResult['$result']) => DmlResult): Reader => (fields) => new type(rowResult(fields));

/** Standard types that JSON may make although no constructor does: what tests build their doubles with. */
export const STANDARD_READERS: Readonly<Record<string, Reader>> = {
  'database.saveresult': dmlResult(SaveResult),
  'database.upsertresult': dmlResult(UpsertResult),
  'database.deleteresult': dmlResult(DeleteResult),
  'database.undeleteresult': dmlResult(UndeleteResult),
  'database.emptyrecyclebinresult': dmlResult(EmptyRecycleBinResult),
  'database.leadconvertresult': (fields) => new LeadConvertResult(rowResult(fields), { leadId: idIn(fields, 'leadId'), accountId: idIn(fields, 'accountId'), contactId: idIn(fields, 'contactId'), opportunityId: idIn(fields, 'opportunityId') }),
  'database.mergeresult': (fields) => {
    const merged = fields.get('mergedRecordIds');
    return new MergeResult(rowResult(fields), Array.isArray(merged) ? merged.flatMap((id) => text(id) ?? []) : []);
  },
  'database.error': (fields) => new DatabaseError(rowError(new Map(fields))),
  'invocable.action.error': (fields) => new InvocableError(text(fields.get('code')), text(fields.get('message'))),
  'invocable.action.result': (fields, read) =>
    new InvocableResult({
      success: (fields.get('success') ?? fields.get('isSuccess')) === true,
      errors: (read(fields.get('errors') ?? null, 'List<Invocable.Action.Error>') as ApexList | null) ?? undefined,
      outputs: (untyped(fields.get('outputParameters') ?? null) as ApexMap | null) ?? undefined,
    }),
};
