import type { ExecutionContext } from '../../execution/context.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { Condition } from '../../soql/index.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { selectRows, text, where } from './select.ts';

/** Which queues there are is no secret: read for everybody, whatever they may see of groups. */
const AS_ORG = { mode: 'system', sharing: 'without' } as const;

/** Ids of the queue of that name; empty where there is none. */
export function queueIds(context: ExecutionContext, name: string): string[] {
  return queues(context, where(['DeveloperName'], '=', text(name))).map(({ id }) => id!);
}

/** Queues that may own records of an object, by name. */
export function queuesOf(context: ExecutionContext, object: SObjectDef): { readonly id: string; readonly name: string }[] {
  const taking = selectRows(context, { object: context.schema.object('QueueSobject')!, fields: [['QueueId']], where: where(['SobjectType'], '=', text(object.name)) }, AS_ORG);
  const found = queues(context, where(['Id'], 'in', taking.map((row) => text(String(row.get('QueueId'))))));
  return found.map((row) => ({ id: row.id!, name: String(row.get('Name')) })).sort((a, b) => a.name.localeCompare(b.name));
}

function queues(context: ExecutionContext, condition: Condition): readonly SObjectRecord[] {
  return selectRows(context, { object: context.schema.object('Group')!, fields: [['Id'], ['Name']], where: { kind: 'and', terms: [where(['Type'], '=', text('Queue')), condition] } }, AS_ORG);
}
