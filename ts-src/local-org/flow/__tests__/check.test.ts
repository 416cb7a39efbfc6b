import { readFlow } from '../model/read-flow.ts';
import { FlowOrg, flowFile } from './support/flow-org.ts';
import { assignment, autolaunched, condition, create, decision, fieldInput, filter, formula, lookup, loop, number, of, recordTriggered, ref, text, to, variable } from './support/xml.ts';

const problems = (body: string, others: Readonly<Record<string, string>> = {}): (readonly [string, string | undefined])[] => {
  const org = new FlowOrg({ F: body, ...others });
  try {
    return org.flows.check().filter(({ fullName }) => fullName === 'F').map(({ problem, problemType }) => [problem, problemType]);
  } finally {
    org.close();
  }
};
const errors = (body: string, others: Readonly<Record<string, string>> = {}): string[] => problems(body, others).filter(([, type]) => type === 'Error').map(([problem]) => problem);

test('a sound flow has no problems, and a circle of elements is sound', () => {
  expect(problems(`${autolaunched('A')}${variable('n', 'Number')}${assignment('A', [['n', 'Add', number(1)]], 'B')}${decision('B', [['Again', condition('n', 'LessThan', number(3)), 'A']])}`)).toEqual([]);
});

test('unknown objects, fields, references and targets are named with their element', () => {
  expect(errors(`${autolaunched('Get')}${lookup('Get', 'Acount', '', 'Make')}${create('Make', 'Account', fieldInput('Nme', ref('nothing')), 'Gone')}`)).toEqual([
    'Get (Get Records) - The object "Acount" doesn\'t exist.',
    'Make (Create Records) - The field "Nme" for the object "Account" doesn\'t exist.',
    'Make (Create Records) - The reference "nothing" doesn\'t exist in this flow.',
    'Make (Create Records) - A connector points to the element "Gone", which doesn\'t exist.',
  ]);
});

test('formulas, merge fields, operators and condition logic are checked', () => {
  expect(errors(`${autolaunched('A')}${variable('n', 'Number')}${formula('Bad', 'Number', '{!n} + "x"')}${assignment('A', [['n', 'Multiply', text('{!gone}')]], 'B')}${decision('B', [['R', condition('n', 'Resembles', number(1)), 'A', '1 AND 2']])}`)).toEqual([
    expect.stringMatching(/^Bad \(Formula\) - The formula expression is invalid: Incorrect parameter type for operator '\+'/),
    'A (Assignment) - The operator "Multiply" isn\'t supported in assignments.',
    'A (Assignment) - The merge field "{!gone}" doesn\'t exist in this flow.',
    'B (Decision) - The condition logic is invalid.',
    'B (Decision) - The operator "Resembles" isn\'t supported in conditions.',
  ]);
});

test('names are given once; constants are not assigned to; loops need collections', () => {
  const constant = `<constants><name>C</name><dataType>String</dataType>${text('x')}</constants>`;
  expect(errors(`${autolaunched('A')}${variable('a', 'String')}${constant}${assignment('A', [['C', 'Assign', text('y')]], 'L')}${loop('L', 'C', 'A')}`)).toEqual([
    'A (Assignment) - The API name "A" is used more than once.',
    'A (Assignment) - "C" can\'t be assigned a value.',
    'L (Loop) - "C" isn\'t a collection.',
  ]);
});

test('a flow before a save may only change its record', () => {
  expect(errors(`${recordTriggered('Account', 'RecordBeforeSave', 'Create', 'A')}${create('A', 'Contact', fieldInput('LastName', ref('$Record.Name')))}`)).toEqual(["A (Create Records) - This element isn't supported in a flow that runs before a record is saved."]);
  expect(errors(`${recordTriggered('Acount', 'RecordBeforeSave', 'Create', 'A', filter('Name', 'EqualTo', text('x')))}${assignment('A', [['$Record.Nme', 'Assign', text('x')]])}`)).toEqual([
    'Start (Start) - The object "Acount" doesn\'t exist.', 'A (Assignment) - The reference "$Record.Nme" doesn\'t exist in this flow.',
  ]);
});

test('subflows must be there and have the variables they are given', () => {
  const call = (name: string): string => `<subflows><name>Call</name><label>Call</label><flowName>${name}</flowName><inputAssignments><name>x</name>${text('1')}</inputAssignments></subflows>`;
  expect(errors(`${autolaunched('Call')}${call('Gone')}`)).toEqual(['Call (Subflow) - The flow "Gone" doesn\'t exist.']);
  expect(errors(`${autolaunched('Call')}${call('G')}`, { G: `${autolaunched('A')}${variable('x', 'String')}${assignment('A', [['x', 'Assign', text('y')]])}` })).toEqual(['Call (Subflow) - The flow "G" has no input variable "x".']);
});

test('what nothing leads to, and what is not run here, are warnings', () => {
  expect(problems(`${autolaunched('A')}${variable('v', 'SObject', of('Account'))}<waits><name>A</name><label>A</label>${to('B', 'defaultConnector')}</waits>${assignment('B', [['v.Name', 'Assign', text('x')]])}${assignment('C', [['v.Name', 'Assign', text('x')]])}`)).toEqual([
    ['A (Element) - Not implemented in the local org: waits', 'Warning'], ['C (Assignment) - Nothing leads to this element.', 'Warning'],
  ]);
});

test('parts of the metadata that are unknown are named, not passed over', () => {
  const model = readFlow(flowFile('F', `${autolaunched('Get')}<recordLookups><name>Get</name><label>Get</label><object>Account</object><sortFancy>1</sortFancy></recordLookups><newThing>1</newThing>`));
  expect([model.elements.get('Get')!.unsupported, model.unsupported]).toEqual([['sortFancy'], ['newThing']]);
});

test('running an element that is not implemented names flow, element and feature', () => {
  const org = new FlowOrg({ F: `${autolaunched('Stop')}<waits><name>Stop</name><label>Stop</label></waits>`, G: `${autolaunched('Act')}<actionCalls><name>Act</name><label>Act</label><actionName>submit</actionName><actionType>submit</actionType></actionCalls>` });
  expect(() => org.start('F')).toThrow('Not implemented in the local org: flow F, element Stop: waits');
  expect(() => org.start('G')).toThrow('Not implemented in the local org: flow G, element Act: action submit');
  org.close();
});

test('a schedule that is not driven is a warning', () => {
  const scheduled = (frequency: string): string => `<processType>AutoLaunchedFlow</processType><start>${to('A')}<schedule><frequency>${frequency}</frequency><startDate>2026-05-01</startDate><startTime>03:00:00.000Z</startTime></schedule><triggerType>Scheduled</triggerType></start>${variable('n', 'Number')}${assignment('A', [['n', 'Add', number(1)]])}`;
  expect(['Once', 'Daily', 'Weekly', 'OnActivate'].map((frequency) => problems(scheduled(frequency)))).toEqual([[], [], [], [['Start (Start) - Not implemented in the local org: schedule OnActivate', 'Warning']]]);
});
