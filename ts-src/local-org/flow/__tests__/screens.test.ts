import { within } from '../../execution/context.ts';
import { user } from '../../data/__tests__/support/org.ts';
import { ScreenFlows } from '../index.ts';
import type { FieldView, FlowView } from '../index.ts';
import { FlowOrg } from './support/flow-org.ts';
import { assignment, condition, create, decision, fieldInput, filter, formula, input, lookup, of, output, ref, text, to, variable, yes } from './support/xml.ts';

let org: FlowOrg;
let screens: ScreenFlows;
let store: Map<string, string>;
afterEach(() => org.close());

function open(...args: ConstructorParameters<typeof FlowOrg>): void {
  org = new FlowOrg(...args);
  store = new Map();
  screens = new ScreenFlows(org.flows, store);
}

const begin = (name: string, inputs = {}): FlowView => org.run(() => screens.begin(name, inputs));
const next = (view: FlowView, answers = {}): FlowView => org.run(() => screens.next(view.interviewId, answers));
const field = (view: FlowView, name: string, among: readonly FieldView[] = view.screen!.fields): FieldView => {
  for (const each of among) {
    if (each.name === name) return each;
    const inner = each.fields.length > 0 ? within(org.context, () => find(each.fields, name)) : undefined;
    if (inner !== undefined) return inner;
  }
  throw new Error(`no field ${name}`);
};
const find = (among: readonly FieldView[], name: string): FieldView | undefined => among.find((each) => each.name === name) ?? among.map((each) => find(each.fields, name)).find((each) => each !== undefined);

const startAt = (first: string): string => `<processType>Flow</processType><start>${to(first)}</start>`;
const screen = (name: string, fields: string, after = '', more = ''): string => `<screens><name>${name}</name><label>${name}</label>${fields}${more}${after === '' ? '' : to(after)}</screens>`;
const inputField = (name: string, dataType: string, more = ''): string => `<fields><name>${name}</name><dataType>${dataType}</dataType><fieldText>${name}?</fieldText><fieldType>InputField</fieldType>${more}</fields>`;
const required = '<isRequired>true</isRequired>';
const display = (name: string, value: string): string => `<fields><name>${name}</name><fieldText>${value}</fieldText><fieldType>DisplayText</fieldType></fields>`;

test('a flow asks, goes on, saves and ends with its outputs', () => {
  open({
    Ask: `${startAt('Who')}${variable('id', 'String', output)}${screen('Who', inputField('Name', 'String', required) + inputField('Staff', 'Number'), 'Save')}
      ${create('Save', 'Account', fieldInput('Name', ref('Name')) + fieldInput('NumberOfEmployees', ref('Staff')), 'Keep')}${assignment('Keep', [['id', 'Assign', ref('Save')]], 'Done')}${screen('Done', display('Thanks', 'Thank you, {!Name}'))}`,
  });
  const first = begin('Ask');
  expect([first.status, first.screen!.name, first.screen!.buttons]).toEqual(['STARTED', 'Who', { back: null, next: 'Next', finish: null, pause: 'Pause' }]);
  const second = next(first, { Name: 'Acme', Staff: 12 });
  expect([second.screen!.name, field(second, 'Thanks').label, second.screen!.buttons.finish]).toEqual(['Done', 'Thank you, Acme', 'Finish']);
  const end = next(second);
  expect([end.status, end.screen, end.outputVariables[0]!.name]).toEqual(['FINISHED', null, 'id']);
  expect(org.query('SELECT Id, NumberOfEmployees FROM Account')[0]!.fields).toMatchObject({ Id: end.outputVariables[0]!.value, NumberOfEmployees: 12 });
  expect(store.size).toBe(0);
});

test('answers that are missing, of another type or against the rule keep the screen', () => {
  open({
    Ask: `${startAt('Who')}${screen('Who', inputField('Name', 'String', required) + inputField('Staff', 'Number', '<validationRule><errorMessage>Too few for {!Name}</errorMessage><formulaExpression>{!Staff} &gt;= 10</formulaExpression></validationRule>'), 'Done')}${screen('Done', '')}`,
  });
  const messages = (answers: object): unknown => next(begin('Ask'), answers).errors;
  expect(messages({ Staff: 12 })).toEqual([{ field: 'Name', message: 'Please enter some valid input. Input is not optional.' }]);
  expect(messages({ Name: 'Acme', Staff: 'many' })).toEqual([{ field: 'Staff', message: 'Please enter some valid input.' }]);
  const view = next(begin('Ask'), { Name: 'Acme', Staff: 5 });
  expect([view.screen!.name, field(view, 'Staff').error, field(view, 'Staff').value]).toEqual(['Who', 'Too few for Acme', 5]);
  expect(next(view, { Staff: 10 }).screen!.name).toBe('Done');
});

test('choices: fixed ones, picklist values and records; only what is offered can be chosen', () => {
  const choice = (name: string): string => `<choices><name>${name}</name><choiceText>${name} one</choiceText><dataType>String</dataType>${text(name.toLowerCase())}</choices>`;
  const sets = `<dynamicChoiceSets><name>Industries</name><dataType>Picklist</dataType><picklistField>Industry</picklistField><picklistObject>Account</picklistObject></dynamicChoiceSets>
    <dynamicChoiceSets><name>Accounts</name><dataType>String</dataType><displayField>Name</displayField><object>Account</object><valueField>Id</valueField>${filter('Website', 'IsNull', yes)}<sortField>Name</sortField>
    <outputAssignments><assignToReference>chosenName</assignToReference><field>Name</field></outputAssignments></dynamicChoiceSets>`;
  const box = (name: string, type: string, choices: readonly string[], more = ''): string => `<fields><name>${name}</name>${choices.map((each) => `<choiceReferences>${each}</choiceReferences>`).join('')}<dataType>String</dataType><fieldText>${name}</fieldText><fieldType>${type}</fieldType>${more}</fields>`;
  open({
    Pick: `${startAt('One')}${choice('Red')}${choice('Blue')}${sets}${variable('chosenName', 'String', output)}
      ${screen('One', box('Colour', 'RadioButtons', ['Red', 'Blue'], '<defaultSelectedChoiceReference>Blue</defaultSelectedChoiceReference>') + box('Kind', 'DropdownBox', ['Industries']) + box('Which', 'DropdownBox', ['Accounts']) + box('Many', 'MultiSelectCheckboxes', ['Red', 'Blue']), 'Check')}
      ${decision('Check', [['Was_Red', condition('Red', 'WasSelected', yes), 'Two']])}${screen('Two', display('Seen', '{!Colour}, {!Kind}, {!chosenName}, {!Many}'))}`,
  });
  const [b] = org.insert('Account', { Name: 'B' }, { Name: 'A' }, { Name: 'C', Website: 'w' });
  const view = begin('Pick');
  expect(field(view, 'Colour')).toMatchObject({ value: 'blue', choices: [{ name: 'Red', label: 'Red one', value: 'red' }, { name: 'Blue', label: 'Blue one', value: 'blue' }] });
  expect(field(view, 'Kind').choices.map(({ value, label }) => [value, label])).toEqual([['Watches', 'Watches label'], ['Phones', 'Phones label'], ['Jeans', 'Jeans label']]);
  expect(field(view, 'Which').choices.map(({ label }) => label)).toEqual(['A', 'B']);
  expect(next(view, { Colour: 'green' }).errors).toEqual([{ field: 'Colour', message: 'Please enter some valid input.' }]);
  const after = next(view, { Colour: 'red', Kind: 'Phones', Which: b!.id, Many: ['red', 'blue'] });
  expect(field(after, 'Seen').label).toBe('red, Phones, B, red;blue');
});

test('what is hidden is not asked, and loses its value', () => {
  const rule = `<visibilityRule><conditionLogic>and</conditionLogic>${condition('More', 'EqualTo', yes)}</visibilityRule>`;
  open({ Ask: `${startAt('One')}${screen('One', inputField('More', 'Boolean') + inputField('Why', 'String', required + rule), 'Two')}${screen('Two', display('Seen', '[{!Why}]'))}` });
  const view = begin('Ask');
  expect(field(view, 'Why').visible).toBe(false);
  const refreshed = org.run(() => screens.refresh(view.interviewId, { More: true, Why: 'because' }));
  expect([field(refreshed, 'Why').visible, field(refreshed, 'Why').value]).toEqual([true, 'because']);
  expect(next(view, { More: true, Why: '' }).errors).toHaveLength(1);
  expect(field(next(view, { More: false, Why: 'because' }), 'Seen').label).toBe('[]');
});

test('back shows the screen before with its answers', () => {
  open({ Ask: `${startAt('One')}${screen('One', inputField('A', 'String'), 'Two')}${screen('Two', inputField('B', 'String'), 'Three')}${screen('Three', display('Seen', '{!A}{!B}'))}` });
  const two = next(begin('Ask'), { A: 'a' });
  expect(two.screen!.buttons.back).toBe('Previous');
  const one = org.run(() => screens.back(two.interviewId, { B: 'b' }));
  expect([one.screen!.name, field(one, 'A').value, one.screen!.buttons.back]).toEqual(['One', 'a', null]);
  expect(field(next(next(one, { A: 'x' })), 'Seen').label).toBe('xb');
});

test('a component gets its inputs and gives its outputs', () => {
  const component = `<fields><name>Picker</name><extensionName>c:twinPicker</extensionName><fieldType>ComponentInstance</fieldType><inputParameters><name>label</name>${text('Pick, {!who}')}</inputParameters>
    <outputParameters><assignToReference>picked</assignToReference><name>value</name></outputParameters><storeOutputAutomatically>true</storeOutputAutomatically></fields>`;
  open({ Ask: `${startAt('One')}${variable('who', 'String', input)}${variable('picked', 'Number', output)}${screen('One', component, 'Two')}${screen('Two', display('Seen', '{!Picker.value} {!picked}'))}` });
  const view = begin('Ask', { who: 'Ada' });
  expect(field(view, 'Picker')).toMatchObject({ component: 'c:twinPicker', inputs: { label: 'Pick, Ada' } });
  expect(field(next(view, { Picker: { value: 7 } }), 'Seen').label).toBe('7 7');
});

test('a component keeps what it has told until an input of it changes', () => {
  const component = `<fields><name>Picker</name><fieldType>ComponentInstance</fieldType><extensionName>c:picker</extensionName><inputParameters><name>value</name>${ref('start')}</inputParameters><inputParameters><name>label</name>${ref('Name')}</inputParameters><validationRule><errorMessage>Not seven</errorMessage><formulaExpression>{!Picker.value} &lt;&gt; "7"</formulaExpression></validationRule></fields>`;
  open({ Ask: `${startAt('One')}${variable('start', 'String', input)}${screen('One', inputField('Name', 'String') + component, 'Two')}${screen('Two', display('Seen', '{!Picker.value}'))}` });
  const view = begin('Ask', { start: '1' });
  const refreshed = org.run(() => screens.refresh(view.interviewId, { Picker: { value: '5', more: 'm' } }));
  expect(field(refreshed, 'Picker')).toMatchObject({ inputs: { value: '1', label: null }, value: { value: '5', more: 'm' } });
  const renamed = org.run(() => screens.refresh(view.interviewId, { Name: 'Ada' }));
  expect(field(renamed, 'Picker')).toMatchObject({ inputs: { value: '1', label: 'Ada' }, value: { value: '5', label: 'Ada', more: 'm' } });
  expect(next(view, { Picker: { value: '7' } }).errors).toEqual([{ field: 'Picker', message: 'Not seven' }]);
  const two = next(view, { Picker: { value: '8' } });
  expect(field(two, 'Seen').label).toBe('8');
  expect(field(org.run(() => screens.back(view.interviewId)), 'Picker').value).toMatchObject({ value: '8' });
});

test('a check box that nobody touched says no', () => {
  open({ Ask: `${startAt('One')}${screen('One', inputField('Boxed', 'Boolean', required), 'Two')}${screen('Two', display('Seen', '{!Boxed}'))}` });
  const view = begin('Ask');
  expect(field(view, 'Boxed').value).toBe(false);
  expect(field(next(view, { Boxed: null }), 'Seen').label).toBe('false');
});

test('sections, and fields of a record, are shown with their answers going to the record', () => {
  const region = (content: string): string => `<fields><name>Section</name><fieldType>RegionContainer</fieldType><fields><name>Column</name><fieldType>Region</fieldType><inputParameters><name>width</name>${text('6')}</inputParameters>${content}</fields><regionContainerType>SectionWithoutHeader</regionContainerType></fields>`;
  const own = (name: string): string => `<fields><fieldType>ObjectProvided</fieldType><isRequired>false</isRequired><objectFieldReference>${name}</objectFieldReference></fields>`;
  open({
    Edit: `${startAt('Get')}${variable('recordId', 'String', input)}${lookup('Get', 'Account', filter('Id', 'EqualTo', ref('recordId')), 'One')}${screen('One', region(own('Get.Name') + own('Get.Industry')), 'Save')}<recordUpdates><name>Save</name><label>Save</label><inputReference>Get</inputReference></recordUpdates>`,
  });
  const [account] = org.insert('Account', { Name: 'Old', Industry: 'Jeans' });
  const view = begin('Edit', { recordId: account!.id });
  expect(field(view, 'Get.Name')).toMatchObject({ label: 'Name', value: 'Old', required: true, objectField: { type: 'string', referenceTo: null, readOnly: false } });
  expect(field(view, 'Get.Industry').choices).toHaveLength(3);
  expect(field(view, 'Column').inputs).toEqual({ width: '6' });
  expect(next(view, { 'Get.Name': 'New' }).status).toBe('FINISHED');
  expect(org.query('SELECT Name, Industry FROM Account')[0]!.fields).toMatchObject({ Name: 'New', Industry: 'Jeans' });
});

test('a subflow may show screens of its own', () => {
  open({
    Outer: `${startAt('One')}${screen('One', inputField('A', 'String'), 'Call')}<subflows><name>Call</name><label>Call</label><flowName>Inner</flowName><inputAssignments><name>given</name>${ref('A')}</inputAssignments>${to('Last')}</subflows>${screen('Last', display('Seen', '{!Call.result}'))}`,
    Inner: `${startAt('Two')}${variable('given', 'String', input)}${variable('result', 'String', output)}${screen('Two', display('Shown', 'inner {!given}') + inputField('B', 'String'), 'Set')}${assignment('Set', [['result', 'Assign', text('{!given}{!B}')]])}`,
  });
  const two = next(begin('Outer'), { A: 'a' });
  expect([two.screen!.name, field(two, 'Shown').label, two.screen!.buttons.next]).toEqual(['Two', 'inner a', 'Next']);
  const last = next(two, { B: 'b' });
  expect([last.screen!.name, field(last, 'Seen').label]).toEqual(['Last', 'ab']);
  expect(next(last).status).toBe('FINISHED');
});

test('a paused interview waits with its values, and belongs to its person', () => {
  open({ Ask: `${startAt('One')}${screen('One', inputField('A', 'Date'), 'Two')}${screen('Two', display('Seen', '{!A}'))}` });
  const view = begin('Ask');
  const paused = org.run(() => screens.pause(view.interviewId, { A: '2026-02-01' }));
  expect([paused.status, paused.screen]).toEqual(['PAUSED', null]);
  const resumed = org.run(() => screens.resume(view.interviewId));
  expect(field(resumed, 'A').value).toBe('2026-02-01');
  org.user = user({ id: '005000000000001AAA' });
  expect(() => next(resumed)).toThrow('There is no flow interview');
});

test('records keep their changes and their identity between screens', () => {
  open({
    Ask: `${startAt('Get')}${variable('all', 'SObject', of('Account') + '<isCollection>true</isCollection>')}${lookup('Get', 'Account', filter('Name', 'EqualTo', text('Acme')), 'Set')}
      ${assignment('Set', [['Get.Website', 'Assign', text('w')], ['all', 'Add', ref('Get')]], 'One')}${screen('One', inputField('A', 'String'), 'Save')}<recordUpdates><name>Save</name><label>Save</label><inputReference>all</inputReference></recordUpdates>`,
  });
  org.insert('Account', { Name: 'Acme', Industry: 'Jeans' });
  const view = begin('Ask');
  org.update('Account', { Id: org.query('SELECT Id FROM Account')[0]!.id, Industry: 'Phones' });
  expect(next(view, { A: 'x' }).status).toBe('FINISHED');
  expect(org.query('SELECT Website, Industry FROM Account')[0]!.fields).toMatchObject({ Website: 'w', Industry: 'Phones' });
});

test('an error that no fault path takes ends the interview, in general words', () => {
  open({ Ask: `${startAt('One')}${screen('One', inputField('A', 'String'), 'Save')}${create('Save', 'Account', fieldInput('Industry', text('Jeans')))}` });
  const view = begin('Ask');
  let thrown: unknown;
  try {
    next(view);
  } catch (error) {
    thrown = error;
  }
  const failed = org.run(() => screens.failed(view.interviewId, thrown));
  expect([failed.status, failed.errors[0]!.message, failed.errors[1]!.message]).toEqual(['ERROR', 'An unhandled fault has occurred while processing the flow. Please contact your system administrator for more information.', expect.stringContaining('REQUIRED_FIELD_MISSING')]);
  expect(() => next(view)).toThrow('There is no flow interview');
});

test('Roll Back Records undoes what came since the last screen', () => {
  open({ Ask: `${startAt('One')}${screen('One', inputField('A', 'String'), 'Save')}${create('Save', 'Account', fieldInput('Name', ref('A')), 'Undo')}<recordRollbacks><name>Undo</name><label>Undo</label>${to('Two')}</recordRollbacks>${screen('Two', '')}` });
  expect(next(begin('Ask'), { A: 'x' }).screen!.name).toBe('Two');
  expect(org.query('SELECT Id FROM Account')).toEqual([]);
});

test('stages tell where the flow is', () => {
  const stage = (name: string, order: number, active: boolean): string => `<stages><name>${name}</name><isActive>${active}</isActive><label>${name} label</label><stageOrder>${order}</stageOrder></stages>`;
  open({ Ask: `${startAt('Set')}${stage('Start', 1, true)}${stage('End', 2, true)}${assignment('Set', [['$Flow.CurrentStage', 'Assign', ref('End')]], 'One')}${screen('One', display('T', '{!$Flow.CurrentStage}'))}${formula('F', 'String', '"x"')}` });
  const view = begin('Ask');
  expect([view.activeStages.map(({ name }) => name), view.currentStage]).toEqual([['Start', 'End'], { name: 'End', label: 'End label' }]);
});
