import { connect } from '../connectors/index.ts';
import { startOrg, temporaryState } from './started-org.ts';

export interface StatementFigures {
  readonly queriesPer200Sales: number;
  readonly dmlPer200Sales: number;
  readonly queriesPer1Sale: number;
  readonly dmlPer1Sale: number;
}

/** SOQL and DML statements of one intake call, counted by the platform's own `Limits`. */
export async function benchStatements(): Promise<StatementFigures> {
  const state = temporaryState();
  const org = await startOrg(state.dir);
  try {
    const connection = connect(await org.session('admin'));
    const one = await count(connection, 1);
    const many = await count(connection, 200);
    return { queriesPer200Sales: many.queries, dmlPer200Sales: many.dml, queriesPer1Sale: one.queries, dmlPer1Sale: one.dml };
  } finally {
    await org.stop().catch(() => {});
    state.remove();
  }
}

async function count(connection: ReturnType<typeof connect>, sales: number): Promise<{ queries: number; dml: number }> {
  const code = `
    List<RecordItemEventsAction.Request> requests = new List<RecordItemEventsAction.Request>();
    for (Integer i = 0; i < ${sales}; i++) {
      RecordItemEventsAction.Request request = new RecordItemEventsAction.Request();
      request.type = 'Sold'; request.sourceSystem = 'bench'; request.sourceEventId = 'statements:${sales}:' + i;
      request.occurredAt = Datetime.newInstanceGmt(2026, 1, 31); request.orderNumber = 'S'; request.channel = 'Online';
      request.sku = 'S'; request.itemName = 'S'; request.customerId = 'S' + i; request.customerEmail = 's' + i + '@example.com';
      request.customerLastName = 'S'; request.customerConsented = true;
      requests.add(request);
    }
    RecordItemEventsAction.record(requests);
    throw new AuraHandledException('statements ' + Limits.getQueries() + ' ' + Limits.getDmlStatements());`;
  const { exceptionMessage } = await connection.tooling.executeAnonymous(code);
  const match = /statements (\d+) (\d+)/.exec(exceptionMessage ?? '');
  if (match === null) throw new Error(`The intake did not run: ${exceptionMessage}`);
  return { queries: Number(match[1]), dml: Number(match[2]) };
}
