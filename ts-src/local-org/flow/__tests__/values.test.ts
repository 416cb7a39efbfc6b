import fc from 'fast-check';
import { user } from '../../data/__tests__/support/org.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { ApexDate, ApexDatetime, ApexTime, Decimal } from '../../values/index.ts';
import { FlowStructure, fromJson, toJson } from '../index.ts';
import type { FlowValue } from '../index.ts';
import { evaluateLogic, parseLogic } from '../run/logic.ts';
import { ValueDecoder, ValueEncoder } from '../screen/encode.ts';
import { FlowOrg } from './support/flow-org.ts';
import { assignment, autolaunched, collection, condition, decision, filter, formula, input, loop, lookup, number, of, output, ref, text, variable, yes } from './support/xml.ts';

let org: FlowOrg;
const open = (...args: ConstructorParameters<typeof FlowOrg>): FlowOrg => (org = new FlowOrg(...args));
afterEach(() => org.close());

const result = (items: Parameters<typeof assignment>[1], variables: string, inputs: Readonly<Record<string, FlowValue>> = {}, more = ''): unknown => {
  open({ F: `${autolaunched('Set')}${variables}${more}${assignment('Set', items)}` });
  return toJson(org.start('F', inputs).out!);
};
const words = variable('list', 'String', collection + input);
const out = (type: string, more = ''): string => variable('out', type, output + more);

test.each([
  ['AddAtStart', text('x'), ['x', 'a', 'b', 'a']],
  ['AddItem', text('x'), ['a', 'b', 'a', 'x']],
  ['RemoveFirst', text('a'), ['b', 'a']],
  ['RemoveAll', text('a'), ['b']],
  ['RemovePosition', number(2), ['a', 'a']],
  ['RemoveAfterFirst', text('b'), ['a', 'b']],
  ['RemoveBeforeFirst', text('b'), ['b', 'a']],
  ['RemoveUncommon', text('a'), ['a', 'a']],
])('%s on a collection', (operator, value, expected) => {
  expect(result([['out', 'Assign', ref('list')], ['out', operator, value]], words + out('String', collection), { list: ['a', 'b', 'a'] })).toEqual(expected);
});

test('adding: numbers sum, texts join, dates move by days, counts count', () => {
  expect(result([['out', 'Add', number(2)], ['out', 'Subtract', number(0.5)]], out('Number'))).toBe(1.5);
  org.close();
  expect(result([['out', 'Add', text('a')], ['out', 'Add', text('b')]], out('String'))).toBe('ab');
  org.close();
  expect(result([['out', 'Assign', ref('$Flow.CurrentDate')], ['out', 'Add', number(3)]], out('Date'))).toBe('2026-05-23');
  org.close();
  expect(result([['out', 'AssignCount', ref('list')]], words + out('Number'), { list: ['a', 'b'] })).toBe(2);
});

test('values are converted to the type of their variable', () => {
  expect(result([['out', 'Assign', number(12)]], out('String'))).toBe('12');
  org.close();
  expect(result([['out', 'Assign', ref('$Flow.CurrentDateTime')]], out('Date'))).toBe('2026-05-20');
  org.close();
  expect(result([['out', 'Assign', text('2.345')]], out('Number', '<scale>2</scale>'))).toBe(2.35);
});

test('globals: user, labels, permissions, constants', () => {
  open({
    F: `${autolaunched('Set')}${out('String')}${formula('Allowed', 'String', 'IF({!$Permission.Loop_Admin}, "may", "may not") & " " & {!$Label.Greeting}')}${assignment('Set', [['out', 'Assign', text('{!$User.FirstName} {!$User.Email} {!Allowed} [{!$GlobalConstant.EmptyString}]')]])}`,
  }, { labels: { Greeting: 'Bonjour' } });
  expect(org.start('F').out).toBe('Ada ada@example.com may Bonjour []');
  expect(org.limits.used('queries')).toBe(0);
});

test('dates and times in texts are in the format and zone of the user', () => {
  open({ F: `${autolaunched('Set')}${out('String')}${assignment('Set', [['out', 'Assign', text('{!$Flow.CurrentDate} {!$Flow.CurrentDateTime}')]])}` });
  org.user = user({ timeZone: 'Europe/Paris', locale: 'de_DE' });
  expect(org.start('F').out).toMatch(/^20\.0?5\.(20)?26 20\.0?5\.(20)?26,? 12:30$/);
});

test('texts compare by case, ids of both lengths are equal, a Boolean without a value is false', () => {
  const body = (left: string, operator: string, right: string): string => `${autolaunched('Ask')}${variable('a', 'String', input)}${variable('flag', 'Boolean')}${out('Boolean')}${decision('Ask', [['Yes', condition(left, operator, right), 'Set']])}${assignment('Set', [['out', 'Assign', yes]])}`;
  const holds = (left: string, operator: string, right: string, a: FlowValue): unknown => {
    open({ F: body(left, operator, right) });
    const answer = org.start('F', { a }).out;
    org.close();
    return answer;
  };
  expect(holds('a', 'EqualTo', text('abc'), 'ABC')).toBeNull();
  expect(holds('a', 'EqualTo', text('001000000000001'), '001000000000001AAA')).toBe(true);
  expect(holds('a', 'StartsWith', text('ab'), 'abc')).toBe(true);
  expect(holds('flag', 'EqualTo', '<value><booleanValue>false</booleanValue></value>', null)).toBe(true);
  expect(holds('a', 'IsNull', yes, '')).toBeNull();
  expect(holds('a', 'GreaterThan', text('5'), null)).toBeNull();
  open({});
});

test('a collection is filtered and sorted, nulls first', () => {
  const sort = '<collectionProcessors><name>Sort</name><label>Sort</label><collectionProcessorType>SortCollectionProcessor</collectionProcessorType><collectionReference>Some</collectionReference><limit>2</limit><sortOptions><doesPutEmptyStringAndNullFirst>false</doesPutEmptyStringAndNullFirst><sortField>NumberOfEmployees</sortField><sortOrder>Desc</sortOrder></sortOptions><connector><targetReference>Each</targetReference></connector></collectionProcessors>';
  const some = `<collectionProcessors><name>Some</name><label>Some</label><collectionProcessorType>FilterCollectionProcessor</collectionProcessorType><assignNextValueToReference>item</assignNextValueToReference><collectionReference>Get</collectionReference><conditionLogic>and</conditionLogic>${condition('item.Name', 'NotEqualTo', text('b'))}<connector><targetReference>Sort</targetReference></connector></collectionProcessors>`;
  open({
    F: `${autolaunched('Get')}${variable('item', 'SObject', of('Account'))}${out('String')}${lookup('Get', 'Account', '', 'Some', '<storeOutputAutomatically>true</storeOutputAutomatically><getFirstRecordOnly>false</getFirstRecordOnly>')}${some}${sort}${loop('Each', 'Sort', 'Add')}${assignment('Add', [['out', 'Add', ref('Each.Name')]], 'Each')}`,
  });
  org.insert('Account', { Name: 'a', NumberOfEmployees: 1 }, { Name: 'b', NumberOfEmployees: 9 }, { Name: 'c' }, { Name: 'd', NumberOfEmployees: 3 });
  expect(org.start('F').out).toBe('da');
});

test('in user mode a flow sees what its user may see', () => {
  open({ F: `${autolaunched('Get')}${variable('name', 'String', input)}${out('String')}${lookup('Get', 'Account', filter('Name', 'EqualTo', ref('name')), 'Set')}${assignment('Set', [['out', 'Assign', ref('Get.Website')]])}` });
  org.insert('Account', { Name: 'A', Website: 'secret' });
  expect(org.start('F', { name: 'A' }, { from: 'user' }).out).toBe('secret');
  const { permissions } = org.user;
  org.user = user({ permissions: { ...permissions, field: (_object, name) => ({ read: name !== 'Website', edit: true }) } });
  expect(org.start('F', { name: 'A' }, { from: 'user' }).out).toBeNull();
  expect(org.start('F', { name: 'A' }).out).toBe('secret');
});

test('filters of a look-up match as SOQL does, alone and in bulk', () => {
  const filters = filter('Name', 'StartsWith', ref('a')) + filter('NumberOfEmployees', 'GreaterThanOrEqualTo', ref('n')) + filter('Industry', 'IsNull', '<value><booleanValue>false</booleanValue></value>');
  open({
    F: `${autolaunched('Get')}${variable('a', 'String', input)}${variable('n', 'Number', input)}${out('Number')}<recordLookups><name>Get</name><label>Get</label><object>Account</object><filterLogic>1 AND (2 OR 3)</filterLogic>${filters}<getFirstRecordOnly>false</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically><connector><targetReference>Set</targetReference></connector></recordLookups>${assignment('Set', [['out', 'AssignCount', ref('Get')]])}`,
  });
  org.insert('Account', { Name: 'Alpha', NumberOfEmployees: 5 }, { Name: 'alp%', Industry: 'Jeans' }, { Name: 'Beta', NumberOfEmployees: 1 }, { Name: 'ALPS', NumberOfEmployees: 1 });
  const asked: [string, number][] = [['al', 1], ['al', 3], ['alp%', 0], ['b', 2], ['', 1], ['B', 0]];
  const inputs = asked.map(([a, n]) => ({ a, n: Decimal.of(n) }));
  const alone = inputs.map((each) => String(org.start('F', each).out));
  const before = org.limits.used('queries');
  const bulk = org.run(() => org.flows.startAll('F', inputs)).map((outcome) => (outcome.success ? String(outcome.outputs.out) : outcome.fault.message));
  expect([alone, org.limits.used('queries') - before]).toEqual([['3', '2', '1', '0', '4', '1'], 1]);
  expect(bulk).toEqual(alone);
});

test('condition logic means what JavaScript makes of it', () => {
  open({});
  const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, fc.integer({ min: 1, max: 4 }).map(String), fc.tuple(tie('node'), fc.constantFrom('AND', 'or'), tie('node')).map(([a, op, b]) => `(${a} ${op} ${b})`), tie('node').map((a) => `NOT ${a}`), fc.tuple(tie('node'), tie('node'), tie('node')).map(([a, b, c]) => `(${a} AND ${b} OR ${c})`)),
  })).node;
  fc.assert(fc.property(tree, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (logic, values) => {
    const js = logic.replaceAll(/AND/g, '&&').replaceAll(/or|OR/g, '||').replaceAll(/NOT/g, '!').replaceAll(/\d/g, (n) => String(values[Number(n) - 1]));
    expect(evaluateLogic(parseLogic(logic, 4), (n) => values[n]!)).toBe(new Function(`return ${js}`)());
  }));
  for (const bad of ['1 AND', '5', '(1', '1 2', '0', 'AND 1', '1 XOR 2']) expect(() => parseLogic(bad, 4)).toThrow('The condition logic is invalid.');
});

test('values survive the way through JSON text', () => {
  open({});
  const scalar = fc.oneof(
    fc.string(), fc.boolean(), fc.constant(null), fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((n) => Decimal.of(n, 3)), fc.integer({ min: -40_000, max: 40_000 }).map((days) => ApexDate.fromDays(days)),
    fc.integer({ min: 0, max: 2 ** 41 }).map((ms) => ApexDatetime.fromMs(ms)), fc.integer({ min: 0, max: 86_399_999 }).map((ms) => ApexTime.fromMs(ms)),
  ) as fc.Arbitrary<FlowValue>;
  const value = fc.oneof(scalar, fc.array(scalar), fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'), scalar).map((values) => new FlowStructure('T', values)));
  fc.assert(fc.property(value, (before) => {
    const encoder = new ValueEncoder();
    const json = JSON.parse(JSON.stringify(encoder.encode(before))) as Parameters<ValueDecoder['decode']>[0];
    expect(JSON.stringify(toJson(new ValueDecoder(org.schema, encoder.records).decode(json)))).toBe(JSON.stringify(toJson(before)));
  }));
});

test('JSON records become records of their type', () => {
  open({});
  const value = fromJson({ attributes: { type: 'account' }, name: 'A', NumberOfEmployees: 3, Founded__c: '2020-01-02', Unknown: 1 }, undefined, org.schema) as SObjectRecord;
  expect([value.definition.name, value.get('Name'), value.get('NumberOfEmployees'), String(value.get('Founded__c'))]).toEqual(['Account', 'A', 3, '2020-01-02']);
});

test('an endless loop of elements ends with the CPU limit', () => {
  open({ F: `${autolaunched('A')}${variable('n', 'Number')}${assignment('A', [['n', 'Add', number(1)]], 'A')}` });
  const start = performance.now();
  Object.assign(org.limits, { used: () => (performance.now() - start) * 100 });
  expect(() => org.start('F')).toThrow('Apex CPU time limit exceeded (flow F)');
});
