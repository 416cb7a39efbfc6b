import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProject } from './support/widget-project.ts';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';

const FLOW = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const to = (name: string): string => `<connector><targetReference>${name}</targetReference></connector>`;
const at = '<locationX>0</locationX><locationY>0</locationY>';

/** Makes a widget of the given price and gives out all widgets; a negative price has no fault path. */
const MAKER = `<?xml version="1.0" encoding="UTF-8"?><Flow ${FLOW}><apiVersion>65.0</apiVersion><label>Widget Maker</label><processType>AutoLaunchedFlow</processType><status>Active</status>
<recordCreates><name>Make</name><label>Make</label>${at}${to('Find')}<inputAssignments><field>Name</field><value><stringValue>Made</stringValue></value></inputAssignments><inputAssignments><field>Price__c</field><value><elementReference>price</elementReference></value></inputAssignments><object>Widget__c</object></recordCreates>
<recordLookups><name>Find</name><label>Find</label>${at}${to('Collect')}<assignNullValuesIfNoRecordsFound>false</assignNullValuesIfNoRecordsFound><filterLogic>and</filterLogic><filters><field>Name</field><operator>EqualTo</operator><value><stringValue>Made</stringValue></value></filters><getFirstRecordOnly>false</getFirstRecordOnly><object>Widget__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
<assignments><name>Collect</name><label>Collect</label>${at}<assignmentItems><assignToReference>made</assignToReference><operator>Assign</operator><value><elementReference>Find</elementReference></value></assignmentItems></assignments>
<start>${at}${to('Make')}</start>
<variables><name>price</name><dataType>Number</dataType><isCollection>false</isCollection><isInput>true</isInput><isOutput>true</isOutput><scale>2</scale></variables>
<variables><name>made</name><dataType>SObject</dataType><isCollection>true</isCollection><isInput>false</isInput><isOutput>true</isOutput><objectType>Widget__c</objectType></variables>
<variables><name>nothing</name><dataType>String</dataType><isCollection>true</isCollection><isInput>false</isInput><isOutput>true</isOutput></variables></Flow>`;

let org: OpenedOrg;
let apex: AnonymousRunner;

beforeAll(() => {
  const projectDir = widgetProject();
  writeFileSync(join(projectDir, 'force-app/main/default/flows/Widget_Maker.flow-meta.xml'), MAKER);
  org = openLocalOrg({ projectDir });
  apex = new AnonymousRunner(org);
});
afterAll(() => org.close());

test('Apex starts a flow by name and by its generated class, and reads what it gives out', () => {
  expect(org.problems).toEqual([]);
  const inputs = "new Map<String, Object>{ 'NAME' => 'Ada' }";
  expect(apex.debugs(`Flow.Interview byName = Flow.Interview.createInterview('widget_greeter', ${inputs}); byName.start(); System.debug(byName.getVariableValue('Greeting'));`)).toEqual(['Hello Ada']);
  expect(apex.debugs(`Flow.Interview.Widget_Greeter own = new Flow.Interview.Widget_Greeter(${inputs}); own.start(); System.debug((String) own.getVariableValue('greeting')); System.debug(own.getVariableValue('unheardOf'));`)).toEqual(['Hello Ada', 'null']);
});

test('numbers, records and collections come with their Apex types', () => {
  const source = `Flow.Interview maker = Flow.Interview.createInterview('', 'Widget_Maker', new Map<String, Object>{ 'price' => 3 });
maker.start();
Decimal price = (Decimal) maker.getVariableValue('price');
List<Widget__c> made = (List<Widget__c>) maker.getVariableValue('made');
List<String> nothing = (List<String>) maker.getVariableValue('nothing');
System.debug(price + ' ' + made[0].Name);`;
  expect(apex.debugs(source)).toEqual(['3 Made']);
});

test('a fault is a FlowException that Apex may catch, and what the flow saved is gone', () => {
  const source = `Flow.Interview maker = Flow.Interview.createInterview('Widget_Maker', new Map<String, Object>{ 'price' => -1 });
try { maker.start(); } catch (FlowException e) { System.debug(e.getTypeName() + ' ' + e.getMessage().contains('Price must not be negative')); }`;
  expect(apex.debugs(source)).toEqual(['System.FlowException true']);
  expect(apex.count("Name = 'Made' AND Price__c < 0")).toBe(0);
});

test('an unknown flow is a TypeException, and values are there only after the start', () => {
  expect(apex.run("Flow.Interview.createInterview('No_Such', null);").exceptionMessage).toBe('System.TypeException: Invalid type: Flow.Interview.No_Such');
  expect(apex.run("Flow.Interview.createInterview('Widget_Greeter', null).getVariableValue('greeting');").exceptionMessage).toBe('System.FlowException: Interview not started');
});
