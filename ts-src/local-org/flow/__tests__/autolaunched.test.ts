import { Decimal } from '../../values/index.ts';
import { FlowOrg } from './support/flow-org.ts';
import { assignment, autolaunched, collection, condition, create, decision, fieldInput, filter, formula, input, loop, lookup, number, of, output, ref, text, to, variable, yes } from './support/xml.ts';

let org: FlowOrg;
const open = (...args: ConstructorParameters<typeof FlowOrg>): FlowOrg => (org = new FlowOrg(...args));
afterEach(() => org.close());

test('inputs go in, outputs come out, a formula in between', () => {
  open({
    Double: `${autolaunched('Set')}${variable('amount', 'Number', input)}${variable('result', 'Number', output)}${formula('Twice', 'Number', '{!amount} * 2')}${assignment('Set', [['result', 'Assign', ref('Twice')]])}`,
  });
  expect(String(org.start('double', { AMOUNT: Decimal.of(21) }).result)).toBe('42');
});

test('a variable keeps its default until someone sets it', () => {
  open({ F: `${autolaunched('Set')}${variable('greeting', 'String', `${output}${text('Hello {!name}')}`)}${variable('name', 'String', input)}${variable('n', 'Number', `${output}${number(3)}`)}${assignment('Set', [['n', 'Add', number(4)]])}` });
  const outputs = org.start('F', { name: 'Ada' });
  expect([outputs.greeting, String(outputs.n)]).toEqual(['Hello Ada', '7']);
});

test('a decision takes the first outcome that holds, else the default', () => {
  open({
    Grade: `${autolaunched('How')}${variable('n', 'Number', input)}${variable('grade', 'String', output)}
      ${decision('How', [['High', condition('n', 'GreaterThan', number(10)), 'Set_High'], ['Middle', condition('n', 'GreaterThan', number(5)) + condition('n', 'EqualTo', number(1)) + condition('n', 'EqualTo', number(2)), 'Set_Middle', '1 OR (2 AND NOT 3)']], 'Set_Low')}
      ${assignment('Set_High', [['grade', 'Assign', text('high')]])}${assignment('Set_Middle', [['grade', 'Assign', text('middle')]])}${assignment('Set_Low', [['grade', 'Assign', text('low')]])}`,
  });
  const grade = (n: number): unknown => org.start('Grade', { n: Decimal.of(n) }).grade;
  expect([11, 7, 1, 2].map(grade)).toEqual(['high', 'middle', 'middle', 'low']);
});

test('a loop visits every item, and records added to a collection are copies', () => {
  open({
    Make: `${autolaunched('Each')}${variable('names', 'String', input + collection)}${variable('one', 'SObject', of('Account'))}${variable('all', 'SObject', of('Account') + collection + output)}
      ${loop('Each', 'names', 'Fill', 'Save')}${assignment('Fill', [['one.Name', 'Assign', ref('Each')], ['one.NumberOfEmployees', 'Assign', number(3)], ['all', 'Add', ref('one')]], 'Each')}
      <recordCreates><name>Save</name><label>Save</label><inputReference>all</inputReference></recordCreates>`,
  });
  const { all } = org.start('Make', { names: ['A', 'B', 'C'] });
  expect(org.column('SELECT Name FROM Account ORDER BY Name', 'Name')).toEqual(['A', 'B', 'C']);
  expect((all as { id: string }[]).map(({ id }) => id.slice(0, 3))).toEqual(['001', '001', '001']);
  expect(org.limits.used('dmlStatements')).toBe(1);
});

test('what is found can be read through its parents, changed and saved', () => {
  open({
    Rename: `${autolaunched('Get')}${variable('wanted', 'String', input)}${variable('seen', 'String', output)}
      ${lookup('Get', 'Contact', filter('LastName', 'EqualTo', ref('wanted')), 'Set')}
      ${assignment('Set', [['seen', 'Assign', text('{!Get.FirstName} of {!Get.Account.Name}')], ['Get.FirstName', 'Assign', text('Neu')]], 'Save')}
      <recordUpdates><name>Save</name><label>Save</label><inputReference>Get</inputReference></recordUpdates>`,
  });
  const [account] = org.insert('Account', { Name: 'Acme' });
  org.insert('Contact', { LastName: 'Smith', FirstName: 'Ann', AccountId: account!.id });
  expect(org.start('Rename', { wanted: 'SMITH' }).seen).toBe('Ann of Acme');
  expect(org.column('SELECT FirstName FROM Contact', 'FirstName')).toEqual(['Neu']);
});

test('an element that fails goes along its fault path with the message', () => {
  open({
    Try: `${autolaunched('Save')}${variable('problem', 'String', output)}
      ${create('Save', 'Account', fieldInput('Industry', text('Watches')), '', to('Note', 'faultConnector'))}${assignment('Note', [['problem', 'Assign', ref('$Flow.FaultMessage')]])}`,
  });
  expect(org.start('Try').problem).toBe('This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [Name]. You can look up ExceptionCode values in the SOAP API Developer Guide.');
});

test('without a fault path the caller gets the error', () => {
  open({ Try: `${autolaunched('Save')}${create('Save', 'Account', fieldInput('Industry', text('Watches')))}` });
  expect(() => org.start('Try')).toThrow('REQUIRED_FIELD_MISSING');
});

test('reading a field of a record that was not found is a fault; asking whether it is null is not', () => {
  const body = (left: string, operator: string): string => `${autolaunched('Get')}${variable('none', 'Boolean', output)}${lookup('Get', 'Account', filter('Name', 'EqualTo', text('nobody')), 'Ask')}${decision('Ask', [['None', condition(left, operator, yes), 'Note']])}${assignment('Note', [['none', 'Assign', yes]])}`;
  open({ Ask: body('Get', 'IsNull'), Read: body('Get.Name', 'EqualTo') });
  expect(org.start('Ask').none).toBe(true);
  expect(() => org.start('Read')).toThrow("The flow failed to access the value for Get.Name because it hasn't been set or assigned.");
});

test('a subflow takes inputs and gives outputs', () => {
  open({
    Outer: `${autolaunched('Call')}${variable('result', 'String', output)}<subflows><name>Call</name><label>Call</label><flowName>Inner</flowName><inputAssignments><name>who</name>${text('you')}</inputAssignments>
      <outputAssignments><assignToReference>result</assignToReference><name>greeting</name></outputAssignments></subflows>`,
    Inner: `${autolaunched('Set')}${variable('who', 'String', input)}${variable('greeting', 'String', output)}${assignment('Set', [['greeting', 'Assign', text('Hi {!who}')]])}`,
  });
  expect(org.start('Outer').result).toBe('Hi you');
});

test('a circle of subflows is an error, not a hang', () => {
  const call = (name: string): string => `${autolaunched('Call')}<subflows><name>Call</name><label>Call</label><flowName>${name}</flowName></subflows>`;
  open({ A: call('B'), B: call('A') });
  expect(() => org.start('A')).toThrow('calls itself through its subflows');
});

test('several interviews of one flow share their queries and saves', () => {
  open({
    Make: `${autolaunched('Get')}${variable('name', 'String', input)}${variable('id', 'String', output)}${lookup('Get', 'Account', filter('Name', 'EqualTo', ref('name')), 'Save')}
      ${create('Save', 'Contact', fieldInput('LastName', ref('name')) + fieldInput('AccountId', ref('Get.Id')), 'Note')}${assignment('Note', [['id', 'Assign', ref('Save')]])}`,
  });
  org.insert('Account', ...Array.from({ length: 50 }, (_, n) => ({ Name: `A${n}` })));
  const cost = org.cost(() => {
    const outcomes = org.run(() => org.flows.startAll('Make', Array.from({ length: 50 }, (_, n) => ({ name: `A${n}` }))));
    expect(outcomes.every(({ success }) => success)).toBe(true);
  });
  expect(cost).toEqual({ queries: 1, dml: 1 });
  const contacts = org.query('SELECT LastName, Account.Name FROM Contact');
  expect(contacts.every((row) => row.parent('Account')!.get('Name') === row.get('LastName'))).toBe(true);
});
