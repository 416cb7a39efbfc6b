import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openLocalOrg } from '../../org.ts';
import type { OpenedOrg } from '../../org.ts';
import { FormulaEngine } from '../../formula/index.ts';
import { Decimal, SObjectRecord } from '../../values/index.ts';
import { FlowProgram } from '../index.ts';
import type { FlowEmail, FlowValue , FlowStructure } from '../index.ts';
import { flowFile } from './support/flow-org.ts';
import { assignment, autolaunched, collection, input, of, output, ref, text, to, variable } from './support/xml.ts';

const CLASSES = {
  PriceAction: `public with sharing class PriceAction {
    public class Request { @InvocableVariable(required=true) public String sku; @InvocableVariable public Integer quantity; @InvocableVariable public Account buyer; @InvocableVariable public List<String> tags; @InvocableVariable public Date day; }
    public class Line { @AuraEnabled public String name; @AuraEnabled public Decimal amount; }
    public class Response { @InvocableVariable public Decimal total; @InvocableVariable public List<Line> lines; @InvocableVariable public Account echo; @InvocableVariable public Integer calls; }
    @InvocableMethod(label='Price') public static List<Response> price(List<Request> requests) {
      List<Response> responses = new List<Response>();
      for (Request request : requests) {
        if (request.sku == 'bad') { throw new IllegalArgumentException('no such sku'); }
        Response response = new Response();
        response.total = 1.25 * request.quantity;
        Line line = new Line(); line.name = request.sku + request.tags.size() + String.valueOf(request.day); line.amount = 1.25;
        response.lines = new List<Line>{ line };
        response.echo = request.buyer; response.calls = requests.size();
        responses.add(response);
      }
      return responses;
    }
  }`,
  UpperAction: `public with sharing class UpperAction { @InvocableMethod public static List<String> upper(List<String> words) { List<String> out = new List<String>(); for (String word : words) { out.add(word.toUpperCase()); } return out; } }`,
  SaveAction: `public with sharing class SaveAction { @InvocableMethod public static void run(List<String> names) { insert new Account(Name = names[0]); insert new Account(); } }`,
};

let root: string;
let org: OpenedOrg;
let emails: FlowEmail[];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'flow-actions-'));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write('sfdx-project.json', '{"packageDirectories":[{"path":"app"}],"sourceApiVersion":"65.0"}');
  for (const [name, body] of Object.entries(CLASSES)) {
    write(`app/classes/${name}.cls`, body);
    write(`app/classes/${name}.cls-meta.xml`, '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>');
  }
  org = openLocalOrg({ projectDir: root });
});
beforeEach(() => (emails = []));
afterAll(() => {
  org.close();
  rmSync(root, { recursive: true, force: true });
});

const program = (flows: Readonly<Record<string, string>>): FlowProgram => {
  const formulas = new FormulaEngine({ schema: org.schema, resources: { label: () => undefined, staticResource: () => undefined, customMetadata: () => [] } });
  return new FlowProgram(Object.entries(flows).map(([name, body]) => flowFile(name, body)), { schema: org.schema, formulas, apex: org.apex, sendEmail: (email) => emails.push(email) });
};
const admin = (): string => org.persona(org.personas[0]!)!.userId;
const run = <T>(work: () => T): T => org.transaction(admin(), work);

const action = (name: string, type: string, action_: string, inputs: Readonly<Record<string, string>>, more = ''): string =>
  `<actionCalls><name>${name}</name><label>${name}</label><actionName>${action_}</actionName><actionType>${type}</actionType>${Object.entries(inputs).map(([key, value]) => `<inputParameters><name>${key}</name>${value}</inputParameters>`).join('')}${more}</actionCalls>`;
const stored = '<storeOutputAutomatically>true</storeOutputAutomatically>';

test('an invocable method gets typed inputs of all interviews in one call and gives typed outputs', () => {
  const flows = program({
    Price: `${autolaunched('Ask')}${variable('sku', 'String', input)}${variable('n', 'Number', input)}${variable('buyer', 'SObject', of('Account') + input)}${variable('tags', 'String', collection + input)}${variable('day', 'Date', input)}
      ${variable('total', 'Number', output)}${variable('calls', 'Number', output)}${variable('buyerName', 'String', output)}${variable('lines', 'Apex', `<apexClass>PriceAction.Line</apexClass>${collection}${output}`)}
      ${action('Ask', 'apex', 'PriceAction', { sku: ref('sku'), quantity: ref('n'), buyer: ref('buyer'), tags: ref('tags'), day: ref('day') }, `${to('Keep')}${stored}`)}
      ${assignment('Keep', [['total', 'Assign', ref('Ask.total')], ['calls', 'Assign', ref('Ask.calls')], ['buyerName', 'Assign', ref('Ask.echo.Name')], ['lines', 'Assign', ref('Ask.lines')]])}`,
  });
  const buyer = new SObjectRecord(org.schema.object('Account')!);
  buyer.fields.Name = 'Acme';
  const inputs = (sku: string): Record<string, FlowValue> => ({ sku, n: Decimal.of(4), buyer, tags: ['a', 'b'], day: '2026-05-01' });
  const outcomes = run(() => flows.startAll('Price', [inputs('x'), inputs('y')]));
  expect(outcomes.map((outcome) => (outcome.success ? [String(outcome.outputs.total), String(outcome.outputs.calls), outcome.outputs.buyerName] : outcome.fault.message))).toEqual([['5', '2', 'Acme'], ['5', '2', 'Acme']]);
  const second = outcomes[1]!;
  const [line] = (second.success ? second.outputs.lines : []) as FlowStructure[];
  expect([line!.get('name'), String(line!.get('AMOUNT'))]).toEqual(['y22026-05-01', '1.25']);
});

test('a method of plain values takes them by its parameter and gives `output`', () => {
  const flows = program({ Up: `${autolaunched('Call')}${variable('word', 'String', input)}${variable('loud', 'String', output)}${action('Call', 'apex', 'UpperAction', { words: ref('word') }, `<outputParameters><assignToReference>loud</assignToReference><name>output</name></outputParameters>`)}` });
  expect(run(() => flows.start('Up', { word: 'hey' })).loud).toBe('HEY');
});

test('an exception of the method goes to the fault path, and what it saved is undone', () => {
  const fault = (class_: string, inputs: Readonly<Record<string, string>>): string => `${autolaunched('Call')}${variable('problem', 'String', output)}${action('Call', 'apex', class_, inputs, to('Note', 'faultConnector'))}${assignment('Note', [['problem', 'Assign', ref('$Flow.FaultMessage')]])}`;
  const flows = program({ Bad: fault('PriceAction', { sku: text('bad') }), Half: fault('SaveAction', { names: text('Half') }) });
  expect(run(() => flows.start('Bad')).problem).toBe('An Apex error occurred: System.IllegalArgumentException: no such sku');
  expect(run(() => flows.start('Half')).problem).toContain('System.DmlException: Insert failed.');
  expect(org.executeAnonymous(admin(), "System.assertEquals(0, [SELECT COUNT() FROM Account WHERE Name = 'Half']);").exceptionMessage).toBeNull();
});

test('Send Email merges its text; without recipients it is a fault', () => {
  const flows = program({
    Mail: `${autolaunched('Send')}${variable('who', 'String', input)}${action('Send', 'emailSimple', 'emailSimple', { emailAddresses: ref('who'), emailSubject: text('Hi'), emailBody: text('Dear {!who}') })}`,
  });
  run(() => flows.start('Mail', { who: 'ada@example.com, bob@example.com' }));
  expect(emails).toEqual([{ to: ['ada@example.com', 'bob@example.com'], cc: [], bcc: [], subject: 'Hi', body: 'Dear ada@example.com, bob@example.com', html: false }]);
  expect(() => run(() => flows.start('Mail'))).toThrow('Missing required input parameter: emailAddresses');
});

test('a deploy check knows the inputs of actions', () => {
  const flows = program({ F: `${autolaunched('Ask')}${action('Ask', 'apex', 'PriceAction', { colour: text('red') }, to('Go'))}${action('Go', 'apex', 'Nothing', {})}` });
  expect(flows.check().map(({ problem }) => problem)).toEqual([
    'Ask (Action) - The required input parameter "sku" is missing.', 'Ask (Action) - The action "PriceAction" has no input parameter "colour".', 'Go (Action) - The Apex class "Nothing" doesn\'t have an invocable method.',
  ]);
});
