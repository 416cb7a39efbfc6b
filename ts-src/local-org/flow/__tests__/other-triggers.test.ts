import { ApexDate, ApexDouble } from '../../values/index.ts';
import { flowRunner } from '../index.ts';
import { FlowOrg } from './support/flow-org.ts';
import { assignment, autolaunched, collection, create, fieldInput, filter, input, number, output, recordTriggered, ref, text, to, variable } from './support/xml.ts';

let org: FlowOrg;
const open = (...args: ConstructorParameters<typeof FlowOrg>): FlowOrg => (org = new FlowOrg(...args));
afterEach(() => org.close());

const day = (year: number, month: number, of: number): ApexDate => ApexDate.of(year, month, of);

const updateRelated = (reference: string, field: string, more = ''): string => `<recordUpdates><name>Up</name><label>Up</label>${more}${fieldInput(field, text('{!$Record.Name}'))}<inputReference>${reference}</inputReference></recordUpdates>`;

test('children of the triggering record are updated in one query and one save', () => {
  open({ F: `${recordTriggered('Account', 'RecordAfterSave', 'Update', 'Up')}${updateRelated('$Record.Contacts', 'FirstName', `<filterLogic>or</filterLogic>${filter('LastName', 'EqualTo', text('a'))}${filter('LastName', 'EqualTo', text('b'))}`)}` });
  const accounts = org.insert('Account', { Name: 'X' }, { Name: 'Y' });
  org.insert('Contact', ...accounts.flatMap(({ id }) => ['a', 'b', 'c'].map((LastName) => ({ LastName, AccountId: id }))));
  const cost = org.cost(() => org.update('Account', ...accounts.map(({ id }) => ({ Id: id, Website: 'w' }))));
  expect(org.column('SELECT FirstName FROM Contact ORDER BY AccountId, LastName', 'FirstName')).toEqual(['X', 'X', null, 'Y', 'Y', null]);
  expect(cost).toEqual({ queries: 1, dml: 2 });
});

test('two records with one parent update it once', () => {
  open({ F: `${recordTriggered('Contact', 'RecordAfterSave', 'Create', 'Up')}${updateRelated('$Record.Account', 'Website')}` });
  const [account] = org.insert('Account', { Name: 'X' });
  const cost = org.cost(() => org.insert('Contact', { LastName: 'a', AccountId: account!.id }, { LastName: 'b', AccountId: account!.id }, { LastName: 'c' }));
  expect([org.column('SELECT Website FROM Account', 'Website'), cost]).toEqual([['b'], { queries: 1, dml: 2 }]);
});

test('a scheduled flow runs for the rows it finds, 200 in a transaction', () => {
  const start = `<processType>AutoLaunchedFlow</processType><start>${to('Mark')}<object>Account</object><schedule><frequency>Daily</frequency><startDate>2026-05-01</startDate><startTime>03:00:00.000Z</startTime></schedule><triggerType>Scheduled</triggerType>${filter('Industry', 'EqualTo', text('Jeans'))}</start>`;
  open({ F: `${start}<recordUpdates><name>Mark</name><label>Mark</label>${fieldInput('Website', text('seen'))}<inputReference>$Record</inputReference></recordUpdates>` });
  org.insert('Account', ...Array.from({ length: 250 }, (_, n) => ({ Name: `A${n}`, Industry: n < 230 ? 'Jeans' : 'Phones' })));
  expect(org.flows.schedules('GMT')).toEqual([{ name: 'F', cron: '0 0 3 * * ?', startsAt: Date.UTC(2026, 4, 1, 3) }]);
  expect(org.flows.schedules('Europe/Paris')).toEqual([{ name: 'F', cron: '0 0 3 * * ?', startsAt: Date.UTC(2026, 4, 1, 1) }]);
  org.run(() => org.flows.runSchedule('F'));
  const jobs = org.context.takeJobs();
  expect(jobs).toHaveLength(2);
  for (const { job } of jobs) org.run(() => job.run());
  expect(org.query("SELECT Id FROM Account WHERE Website = 'seen'")).toHaveLength(230);
});

test('a flow that waits for a platform event runs for all events together', () => {
  const start = `<processType>AutoLaunchedFlow</processType><start>${to('Make')}<object>Account</object><triggerType>PlatformEvent</triggerType></start>`;
  open({ F: `${start}${create('Make', 'Contact', fieldInput('LastName', ref('$Record.Name')))}` });
  const cost = org.cost(() => org.run(() => org.flows.runEventFlows([org.record('Account', { Name: 'a' }), org.record('Account', { Name: 'b' })])));
  expect([org.column('SELECT LastName FROM Contact ORDER BY LastName', 'LastName'), cost.dml]).toEqual([['a', 'b'], 1]);
});

test('Apex starts a flow with what it holds and gets what the flow holds', () => {
  open({
    Add_One: `${autolaunched('Set')}${variable('numbers', 'Number', input + collection)}${variable('sum', 'Number', output)}${assignment('Set', [['sum', 'AssignCount', ref('numbers')], ['sum', 'Add', number(1)]])}`,
  });
  const runner = flowRunner(() => org.flows);
  expect(runner.describe('add_one')).toEqual({ name: 'Add_One', inputs: ['numbers'], outputs: ['sum'], elementTypes: {} });
  expect(String(org.run(() => runner.start('add_one', { numbers: new Set([1, 2n, new ApexDouble(2.5)]) })).sum)).toBe('4');
  expect(runner.describe('Nothing')).toBeUndefined();
  expect(() => org.run(() => runner.start('Nothing', {}))).toThrow('There is no flow named Nothing.');
});

test('what a failed flow has saved is undone', () => {
  open({ F: `${autolaunched('Good')}${create('Good', 'Account', fieldInput('Name', text('A')), 'Bad')}${create('Bad', 'Account', fieldInput('Website', text('w')))}` });
  expect(() => org.start('F')).toThrow('REQUIRED_FIELD_MISSING');
  expect(org.query('SELECT Id FROM Account')).toEqual([]);
});

test('a path after the commit runs in a transaction of its own, entry conditions or not', () => {
  open({ F: `${recordTriggered('Account', 'RecordAfterSave', 'Create', '', `<scheduledPaths>${to('Mark')}<pathType>AsyncAfterCommit</pathType></scheduledPaths>`)}<recordUpdates><name>Mark</name><label>Mark</label>${fieldInput('Website', text('later'))}<inputReference>$Record</inputReference></recordUpdates>` });
  org.insert('Account', { Name: 'A' }, { Name: 'B' });
  const jobs = org.context.takeJobs();
  expect(jobs.map(({ job }) => [job.kind, job.name, job.notBefore])).toEqual([['flow', 'F.AsyncAfterCommit', undefined]]);
  org.run(() => jobs[0]!.job.run());
  expect(org.column('SELECT Website FROM Account', 'Website')).toEqual(['later', 'later']);
});

test('a path of a date field is put off when the date moves', () => {
  const path = `<scheduledPaths><name>Before</name>${to('Mark')}<label>Before</label><offsetNumber>-1</offsetNumber><offsetUnit>Days</offsetUnit><recordField>Founded__c</recordField><timeSource>RecordField</timeSource></scheduledPaths>`;
  open({ F: `${recordTriggered('Account', 'RecordAfterSave', 'CreateAndUpdate', '', path)}<recordUpdates><name>Mark</name><label>Mark</label>${fieldInput('Website', text('x'))}<inputReference>$Record</inputReference></recordUpdates>` });
  const [account] = org.insert('Account', { Name: 'A', Founded__c: day(2026, 6, 10) });
  org.update('Account', { Id: account!.id, Founded__c: day(2026, 7, 10) });
  const jobs = org.context.takeJobs();
  expect(jobs.map(({ job }) => new Date(job.notBefore!).toISOString())).toEqual(['2026-06-09T00:00:00.000Z', '2026-07-09T00:00:00.000Z']);
  org.run(() => jobs[0]!.job.run());
  expect(org.column('SELECT Website FROM Account', 'Website')).toEqual([null]);
  org.run(() => jobs[1]!.job.run());
  expect(org.column('SELECT Website FROM Account', 'Website')).toEqual(['x']);
});
