import { serveWidgets } from './support/serve-widgets.ts';
import type { ServedWidgets } from './support/serve-widgets.ts';

let served: ServedWidgets;
beforeAll(async () => {
  served = await serveWidgets();
});
afterAll(() => served.close());

async function records(soql: string, persona: string): Promise<readonly Record<string, unknown>[]> {
  const token = served.sessions.issue(served.org.persona(persona)!.userId);
  const response = await fetch(`${served.server.origin}/services/data/v65.0/query?q=${encodeURIComponent(soql)}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as { records: Record<string, unknown>[] }).records;
}

test.each(['admin', 'agent'])('the %s sees jobs and what is scheduled by REST', async (persona) => {
  const source = `System.scheduleBatch(new WidgetBatch(), 'sweep for ${persona}', 60); Widget__c row = new Widget__c(Name = 'for ${persona}'); insert row; System.enqueueJob(new WidgetJob(row.Id));`;
  expect(served.org.executeAnonymous(served.org.persona('admin')!.userId, source)).toMatchObject({ success: true });
  const [trigger] = await records(`SELECT CronExpression, State, TimesTriggered, PreviousFireTime, CronJobDetail.Name, CronJobDetail.JobType FROM CronTrigger WHERE CronJobDetail.Name = 'sweep for ${persona}'`, persona);
  expect(trigger).toMatchObject({ State: 'WAITING', TimesTriggered: 0, PreviousFireTime: null, CronJobDetail: { Name: `sweep for ${persona}`, JobType: '9' } });
  const [job] = await records('SELECT JobType, Status, NumberOfErrors, ApexClass.Name, CreatedBy.Name, CompletedDate FROM AsyncApexJob', persona);
  expect(job).toMatchObject({ JobType: 'Queueable', Status: 'Completed', NumberOfErrors: 0, ApexClass: { Name: 'WidgetJob' }, CreatedBy: { Name: 'Ada Admin' }, CompletedDate: expect.stringMatching(/\+0000$/) as string });
});
