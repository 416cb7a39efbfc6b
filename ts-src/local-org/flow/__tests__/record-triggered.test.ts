import { FlowOrg } from './support/flow-org.ts';
import { assignment, condition, create, decision, fieldInput, filter, formula, lookup, no, number, recordTriggered, ref, text, to, yes } from './support/xml.ts';

let org: FlowOrg;
const open = (...args: ConstructorParameters<typeof FlowOrg>): FlowOrg => (org = new FlowOrg(...args));
afterEach(() => org.close());

const names = (count: number): { Name: string }[] => Array.from({ length: count }, (_, n) => ({ Name: `A${n}` }));

test('a before-save flow changes the record without a statement of its own', () => {
  open({ F: `${recordTriggered('Account', 'RecordBeforeSave', 'Create', 'Set')}${assignment('Set', [['$Record.Website', 'Assign', text('{!$Record.Name}.example')], ['$Record.NumberOfEmployees', 'Add', number(5)]])}` });
  const cost = org.cost(() => org.insert('Account', { Name: 'Acme', NumberOfEmployees: 2 }));
  expect(org.query('SELECT Website, NumberOfEmployees FROM Account')[0]!.fields).toMatchObject({ Website: 'Acme.example', NumberOfEmployees: 7 });
  expect(cost).toEqual({ queries: 0, dml: 1 });
});

test('Update Records on $Record before a save is a change of the record too', () => {
  open({ F: `${recordTriggered('Account', 'RecordBeforeSave', 'CreateAndUpdate', 'Set')}<recordUpdates><name>Set</name><label>Set</label><inputReference>$Record</inputReference>${fieldInput('Industry', text('Phones'))}</recordUpdates>` });
  const cost = org.cost(() => org.insert('Account', { Name: 'Acme' }));
  expect([org.column('SELECT Industry FROM Account', 'Industry'), cost.dml]).toEqual([['Phones'], 1]);
});

test('200 records cost one query and one save more', () => {
  open({
    F: `${recordTriggered('Account', 'RecordAfterSave', 'Create', 'Find')}${lookup('Find', 'Contact', filter('LastName', 'EqualTo', ref('$Record.Name')), 'Make')}${create('Make', 'Contact', fieldInput('LastName', ref('$Record.Name')) + fieldInput('AccountId', ref('$Record.Id')))}`,
  });
  const cost = org.cost(() => org.insert('Account', ...names(200)));
  expect(cost).toEqual({ queries: 1, dml: 2 });
  expect(org.query('SELECT LastName, Account.Name FROM Contact').every((row) => row.parent('Account')!.get('Name') === row.get('LastName'))).toBe(true);
});

test('interviews on different paths meet again at the next common element', () => {
  open({
    F: `${recordTriggered('Account', 'RecordAfterSave', 'Create', 'Which')}${decision('Which', [['First', condition('$Record.NumberOfEmployees', 'EqualTo', number(1)), 'Look']], 'Make')}
      ${lookup('Look', 'Contact', filter('LastName', 'EqualTo', ref('$Record.Name')), 'Make')}${create('Make', 'Contact', fieldInput('LastName', ref('$Record.Name')))}`,
  });
  const cost = org.cost(() => org.insert('Account', { Name: 'a', NumberOfEmployees: 1 }, { Name: 'b', NumberOfEmployees: 2 }, { Name: 'c', NumberOfEmployees: 1 }));
  expect(cost).toEqual({ queries: 1, dml: 2 });
  expect(org.column('SELECT LastName FROM Contact ORDER BY LastName', 'LastName')).toEqual(['a', 'b', 'c']);
});

test('entry conditions choose the records; a required change lets in only what has just come to meet them', () => {
  const entry = `<filterLogic>and</filterLogic>${filter('Industry', 'EqualTo', text('Phones'))}<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>`;
  open({ F: `${recordTriggered('Account', 'RecordBeforeSave', 'CreateAndUpdate', 'Count', entry)}${assignment('Count', [['$Record.NumberOfEmployees', 'Add', number(1)]])}` });
  const [a, b] = org.insert('Account', { Name: 'A', Industry: 'Phones' }, { Name: 'B', Industry: 'Jeans' });
  org.update('Account', { Id: a!.id, Website: 'x' }, { Id: b!.id, Industry: 'Phones' });
  expect(org.column('SELECT NumberOfEmployees FROM Account ORDER BY Name', 'NumberOfEmployees')).toEqual(['1', '1']);
});

test('IsChanged and formulas over the prior value', () => {
  const entry = `<filterFormula>AND(NOT(ISNEW()), ISCHANGED({!$Record.Name}), PRIORVALUE({!$Record.Name}) = "Old")</filterFormula>`;
  open({
    F: `${recordTriggered('Account', 'RecordBeforeSave', 'CreateAndUpdate', 'Set', entry)}${formula('Was', 'String', '"was " & {!$Record__Prior.Name}')}${assignment('Set', [['$Record.Description', 'Assign', ref('Was')]])}`,
    G: `${recordTriggered('Account', 'RecordBeforeSave', 'Update', 'Set', filter('Industry', 'IsChanged', yes) + filter('Website', 'IsNull', no))}${assignment('Set', [['$Record.Website', 'Assign', text('changed')]])}`,
  });
  const [account] = org.insert('Account', { Name: 'Old', Website: 'w' });
  org.update('Account', { Id: account!.id, Name: 'New' });
  expect(org.query('SELECT Description, Website FROM Account')[0]!.fields).toMatchObject({ Description: 'was Old', Website: 'w' });
  org.update('Account', { Id: account!.id, Industry: 'Jeans' });
  expect(org.column('SELECT Website FROM Account', 'Website')).toEqual(['changed']);
});

test('flows of one object run in their order, those without one after 1000', () => {
  const append = (letter: string): string => `${recordTriggered('Account', 'RecordBeforeSave', 'Create', 'Add')}${assignment('Add', [['$Record.Description', 'Add', text(letter)]])}`;
  open({ A: `<triggerOrder>1500</triggerOrder>${append('d')}`, B: append('c'), C: `<triggerOrder>20</triggerOrder>${append('b')}`, D: `<triggerOrder>10</triggerOrder>${append('a')}` });
  org.insert('Account', { Name: 'A' });
  expect(org.column('SELECT Description FROM Account', 'Description')).toEqual(['abcd']);
});

test('a flow that fails on one record refuses that one alone', () => {
  open({ F: `${recordTriggered('Account', 'RecordAfterSave', 'Create', 'Make')}${create('Make', 'Contact', fieldInput('LastName', ref('$Record.Website')))}` });
  const results = org.save('insert', [org.record('Account', { Name: 'A', Website: 'w' }), org.record('Account', { Name: 'B' })], false);
  expect(results.map(({ success }) => success)).toEqual([true, false]);
  expect(results[1]!.errors[0]).toEqual({
    statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER', fields: [],
    message: 'We can\'t save this record because the “F” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [LastName]. You can look up ExceptionCode values in the SOAP API Developer Guide.',
  });
  expect([org.column('SELECT Name FROM Account', 'Name'), org.column('SELECT LastName FROM Contact', 'LastName')]).toEqual([['A'], ['w']]);
});

test('a custom error refuses the record with its own words', () => {
  open({
    F: `${recordTriggered('Account', 'RecordBeforeSave', 'Create', 'Refuse', filter('Name', 'EqualTo', text('bad')))}<customErrors><name>Refuse</name><label>Refuse</label><customErrorMessages><errorMessage>Not {!$Record.Name}</errorMessage><fieldSelection>Name</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>`,
  });
  const [result] = org.save('insert', [org.record('Account', { Name: 'bad' })], false);
  expect(result!.errors).toEqual([{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not bad', fields: ['Name'] }]);
  expect(org.save('insert', [org.record('Account', { Name: 'good' })])[0]!.success).toBe(true);
});

test('a flow before a delete sees the row and can keep it', () => {
  open({ F: `${recordTriggered('Account', 'RecordBeforeDelete', 'Delete', 'Refuse', filter('Name', 'EqualTo', text('keep')))}<customErrors><name>Refuse</name><label>Refuse</label><customErrorMessages><errorMessage>Stay</errorMessage><isFieldError>false</isFieldError></customErrorMessages></customErrors>` });
  const [keep, go] = org.insert('Account', { Name: 'keep' }, { Name: 'go' });
  const results = org.save('delete', [keep!, go!], false);
  expect(results.map(({ errors }) => errors[0]?.message)).toEqual(['Stay', undefined]);
  expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['keep']);
});

test('after a save $Record is updated with what the flow changed, and reads through parents in one query', () => {
  open({
    F: `${recordTriggered('Contact', 'RecordAfterSave', 'Create', 'Set')}${assignment('Set', [['$Record.FirstName', 'Assign', text('at {!$Record.Account.Name}')]], 'Save')}
      <recordUpdates><name>Save</name><label>Save</label><inputReference>$Record</inputReference></recordUpdates>`,
  });
  const accounts = org.insert('Account', { Name: 'X' }, { Name: 'Y' });
  const cost = org.cost(() => org.insert('Contact', ...accounts.map(({ id }) => ({ LastName: 'L', AccountId: id }))));
  expect(org.column('SELECT FirstName FROM Contact ORDER BY FirstName', 'FirstName')).toEqual(['at X', 'at Y']);
  expect(cost).toEqual({ queries: 1, dml: 2 });
});

test('a scheduled path waits for its time and asks again', () => {
  const path = (more: string): string => `<scheduledPaths><name>Later</name>${to('Mark')}<label>Later</label>${more}</scheduledPaths>`;
  const body = (more: string): string => `${recordTriggered('Account', 'RecordAfterSave', 'Create', '', filter('Industry', 'EqualTo', text('Jeans')) + path(more))}<recordUpdates><name>Mark</name><label>Mark</label><inputReference>$Record</inputReference>${fieldInput('Website', text('late'))}</recordUpdates>`;
  open({ F: body('<offsetNumber>2</offsetNumber><offsetUnit>Days</offsetUnit><timeSource>RecordTriggerEvent</timeSource>') });
  const [stays] = org.insert('Account', { Name: 'stays', Industry: 'Jeans' }, { Name: 'leaves', Industry: 'Jeans' }, { Name: 'never', Industry: 'Phones' });
  org.update('Account', { Id: org.query("SELECT Id FROM Account WHERE Name = 'leaves'")[0]!.id, Industry: 'Phones' });
  const waiting = org.context.takeJobs();
  expect(waiting.map(({ job }) => [job.name, job.notBefore])).toEqual([['F.Later', org.clock.now() + 2 * 86_400_000]]);
  org.clock.advance(2 * 86_400_000);
  org.run(() => waiting[0]!.job.run());
  expect(org.query("SELECT Id FROM Account WHERE Website = 'late'").map(({ id }) => id)).toEqual([stays!.id]);
});
