import { dataRoute, userOf } from '../api.ts';
import type { Api } from '../api.ts';
import { badRequest } from '../errors.ts';
import type { HttpRequest, HttpResponse, Route } from '../http.ts';
import { isJsonObject, parseJsonObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { RowError } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { failure, objectOfRecord, saveRows } from './collections.ts';
import { resolveReferences } from './queries.ts';
import { parseRecord } from './record-parse.ts';
import { objectOf } from './sobjects.ts';

const MAX_RECORDS = 200;
const MAX_DEPTH = 5;

/** Parents with their children in one all-or-none request: `composite/tree`. */
export function treeRoutes(api: Api): Route[] {
  return [dataRoute('POST', '/composite/tree/:object', (request) => createTree(api, request))];
}

interface Node {
  readonly referenceId: string;
  readonly object: SObjectDef;
  readonly record: SObjectRecord;
  /** The parent node and the field that points to it. */
  readonly parent: { readonly node: Node; readonly field: string } | undefined;
  readonly depth: number;
}

interface RowFailure {
  readonly referenceId: string;
  readonly errors: readonly RowError[];
}

/** Ends the transaction; the answer is made of what failed. */
class TreeFailed extends Error {}

function createTree(api: Api, request: HttpRequest): HttpResponse {
  const body = parseJsonObject(request.body);
  const root = objectOf(api, request.params.object!);
  const failures: RowFailure[] = [];
  const nodes: Node[] = [];
  try {
    api.org.transaction(userOf(request), (context) => {
      const references = collect(api, body.records, root, undefined, 1, nodes, failures);
      for (const [record, error] of resolveReferences(context, references)) failures.push({ referenceId: nodes.find((node) => node.record === record)!.referenceId, errors: failure(error).errors });
      if (failures.length > 0) throw new TreeFailed();
      for (const group of saveGroups(nodes)) {
        for (const node of group) if (node.parent) node.record.fields[node.parent.field] = node.parent.node.record.id;
        for (const { row, result } of saveRows(context, group, { operation: 'insert', allOrNone: true })) if (!result.success) failures.push({ referenceId: row.referenceId, errors: result.errors });
        if (failures.length > 0) throw new TreeFailed();
      }
    });
  } catch (error) {
    if (!(error instanceof TreeFailed)) throw error;
    return { status: 400, body: { hasErrors: true, results: failures } };
  }
  return { status: 201, body: { hasErrors: false, results: nodes.map((node) => ({ referenceId: node.referenceId, id: node.record.id })) } };
}

/** Rows of one level and object, in order; a level is saved after the one above it. */
function saveGroups(nodes: readonly Node[]): Node[][] {
  const groups = Map.groupBy(nodes, (node) => `${node.depth} ${node.object.name}`);
  return [...groups.values()].sort((a, b) => a[0]!.depth - b[0]!.depth);
}

function collect(api: Api, json: Json | undefined, expected: SObjectDef, parent: Node['parent'], depth: number, nodes: Node[], failures: RowFailure[]): ReturnType<typeof parseRecord>['references'][number][] {
  if (!Array.isArray(json)) throw badRequest('INVALID_INPUT', 'The tree needs a list of records');
  if (depth > MAX_DEPTH) throw badRequest('INVALID_INPUT', `A tree may be at most ${MAX_DEPTH} levels deep`);
  const references = [];
  for (const item of json) {
    if (!isJsonObject(item)) throw badRequest('INVALID_INPUT', 'A record of the tree must be a JSON object');
    const referenceId = isJsonObject(item.attributes) && typeof item.attributes.referenceId === 'string' ? item.attributes.referenceId : undefined;
    if (referenceId === undefined) throw badRequest('INVALID_INPUT', 'Include a reference ID for each record in the request.');
    if (nodes.some((node) => node.referenceId === referenceId)) throw badRequest('INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}`);
    if (nodes.length >= MAX_RECORDS) throw badRequest('INVALID_INPUT', `A tree may hold at most ${MAX_RECORDS} records`);
    const object = objectOfRecord(api, item);
    if (object !== expected) throw badRequest('INVALID_INPUT', `The record ${referenceId} is a ${object.name}, not a ${expected.name}`);
    const children = Object.entries(item).filter(([name, value]) => object.childRelationship(name) && isJsonObject(value) && Array.isArray(value.records));
    const parsed = tryParse(api, object, item, new Set(children.map(([name]) => name.toLowerCase())), referenceId, failures);
    if (!parsed) continue;
    const node: Node = { referenceId, object, record: parsed.record, parent, depth };
    nodes.push(node);
    references.push(...parsed.references);
    for (const [name, value] of children) {
      const relationship = object.childRelationship(name)!;
      const child = objectOf(api, relationship.childObject);
      references.push(...collect(api, (value as { records: Json }).records, child, { node, field: child.field(relationship.field)?.name ?? relationship.field }, depth + 1, nodes, failures));
    }
  }
  return references;
}

function tryParse(api: Api, object: SObjectDef, item: Readonly<Record<string, Json>>, ignore: ReadonlySet<string>, referenceId: string, failures: RowFailure[]): ReturnType<typeof parseRecord> | undefined {
  try {
    return parseRecord(api.org.schema, object, item, ignore);
  } catch (error) {
    failures.push({ referenceId, errors: failure(error).errors });
    return undefined;
  }
}
