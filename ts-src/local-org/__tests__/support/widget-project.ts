import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small DX project of its own in a temporary folder: one object, a trigger, services, REST, an action, a job, tests. */
export function widgetProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'widget-project-'));
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}

const METADATA = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const xml = (root: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${METADATA}>\n${body}\n</${root}>\n`;
const field = (name: string, type: string, more: string): string => xml('CustomField', `<fullName>${name}</fullName><label>${name.replace('__c', '').replaceAll('_', ' ')}</label><type>${type}</type>${more}`);
const apexMeta = (kind: string): string => xml(kind, '<apiVersion>65.0</apiVersion><status>Active</status>');

const object = 'force-app/main/default/objects/Widget__c';
const classes = 'force-app/main/default/classes';
const triggers = 'force-app/main/default/triggers';

const apex: Record<string, string> = {
  WidgetService: `public with sharing class WidgetService {
    public static Decimal total(List<Widget__c> widgets) {
        Decimal sum = 0;
        for (Widget__c widget : widgets) {
            sum += widget.Price__c == null ? 0 : widget.Price__c;
        }
        return sum;
    }

    public static String grade(Integer quantity) {
        if (quantity > 100) {
            return 'large';
        }
        return 'small';
    }
}
`,
  WidgetRest: `@RestResource(urlMapping='/widgets/v1/*')
global with sharing class WidgetRest {
    global class Answer {
        public String code;
        public Integer count;
        public List<String> names;
    }

    @HttpGet
    global static Answer find() {
        String code = EncodingUtil.urlDecode(RestContext.request.requestURI.substringAfterLast('/'), 'UTF-8');
        List<Widget__c> found = [SELECT Name FROM Widget__c WHERE Code__c = :code WITH USER_MODE];
        Answer answer = new Answer();
        answer.code = code;
        answer.count = found.size();
        answer.names = new List<String>();
        for (Widget__c widget : found) {
            answer.names.add(widget.Name);
        }
        if (found.isEmpty()) {
            RestContext.response.statusCode = 404;
        }
        return answer;
    }

    @HttpPost
    global static Id create(String name, Decimal price) {
        Widget__c widget = new Widget__c(Name = name, Price__c = price);
        insert as user widget;
        return widget.Id;
    }

    @HttpPut
    global static void echo() {
        RestContext.response.addHeader('Content-Type', 'text/plain');
        RestContext.response.statusCode = 202;
        RestContext.response.responseBody = Blob.valueOf(RestContext.request.requestBody.toString().toUpperCase());
    }
}
`,
  WidgetAction: `public with sharing class WidgetAction {
    public class Request {
        @InvocableVariable(label='Quantity' required=true)
        public Integer quantity;
    }
    public class Response {
        @InvocableVariable(label='Grade')
        public String grade;
    }

    @InvocableMethod(label='Grade Widgets' description='Grades quantities')
    public static List<Response> grade(List<Request> requests) {
        List<Response> responses = new List<Response>();
        for (Request request : requests) {
            Response response = new Response();
            response.grade = WidgetService.grade(request.quantity);
            responses.add(response);
        }
        return responses;
    }
}
`,
  WidgetJob: `public with sharing class WidgetJob implements Queueable {
    private final Id widgetId;
    public WidgetJob(Id widgetId) {
        this.widgetId = widgetId;
    }
    public void execute(QueueableContext context) {
        update as system new Widget__c(Id = widgetId, Notes__c = 'processed');
    }
}
`,
  WidgetCounter: `public without sharing class WidgetCounter {
    public static Integer calls = 0;
    public static Integer next() {
        calls++;
        return calls;
    }
    @Future
    public static void rename(Id widgetId, String name) {
        update as system new Widget__c(Id = widgetId, Name = name);
    }
}
`,
  WidgetBatch: `public with sharing class WidgetBatch implements Database.Batchable<SObject> {
    public Database.QueryLocator start(Database.BatchableContext context) {
        return Database.getQueryLocator('SELECT Id, Name FROM Widget__c ORDER BY Name', AccessLevel.SYSTEM_MODE);
    }
    public void execute(Database.BatchableContext context, List<Widget__c> scope) {
        for (Widget__c widget : scope) {
            if (widget.Name == 'Poison') {
                throw new IllegalArgumentException('poison');
            }
            widget.Notes__c = 'batched';
        }
        update as system scope;
    }
    public void finish(Database.BatchableContext context) {
        insert as system new Widget__c(Name = 'Finished');
    }
}
`,
  WidgetServiceTest: `@IsTest
private class WidgetServiceTest {
    @TestSetup
    static void makeWidgets() {
        insert new List<Widget__c>{ new Widget__c(Name = 'First', Price__c = 10.5), new Widget__c(Name = 'Second', Price__c = 2) };
    }

    @IsTest
    static void addsPrices() {
        Assert.areEqual(12.5, WidgetService.total([SELECT Price__c FROM Widget__c]));
        delete [SELECT Id FROM Widget__c];
    }

    @IsTest
    static void gradesSmallQuantities() {
        Assert.areEqual(2, [SELECT COUNT() FROM Widget__c], 'each method starts from the set-up rows');
        Assert.areEqual('small', WidgetService.grade(5));
    }

    @IsTest
    static void runsJobsAtStopTest() {
        Widget__c widget = [SELECT Id FROM Widget__c LIMIT 1];
        Test.startTest();
        System.enqueueJob(new WidgetJob(widget.Id));
        Test.stopTest();
        Assert.areEqual('processed', [SELECT Notes__c FROM Widget__c WHERE Id = :widget.Id].Notes__c);
    }

    @IsTest
    static void refusesNegativePrices() {
        try {
            insert new Widget__c(Name = 'Bad', Price__c = -1);
            Assert.fail('The rule let a negative price through');
        } catch (DmlException e) {
            Assert.isTrue(e.getMessage().contains('Price must not be negative'), e.getMessage());
        }
    }
}
`,
  WidgetFailingTest: `@IsTest
private class WidgetFailingTest {
    @IsTest
    static void fails() {
        check(1);
    }

    private static void check(Integer value) {
        Assert.areEqual(2, value, 'as told');
    }
}
`,
};

const FILES: Record<string, string> = {
  'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], name: 'widgets', namespace: '', sourceApiVersion: '65.0' }),
  'config/local-org.json': JSON.stringify({
    personas: {
      admin: { name: 'Ada Admin', username: 'admin@widgets.example', profile: 'System Administrator', permissionSets: ['Widget_Keeper'] },
      agent: { name: 'Gus Agent', username: 'agent@widgets.example', profile: 'Standard User' },
      walker: { name: 'Wim Walker', username: 'walker@widgets.example', profile: 'Minimum Access - Salesforce', permissionSets: ['Widget_Keeper'] },
    },
  }),
  [`${object}/Widget__c.object-meta.xml`]: xml('CustomObject', '<label>Widget</label><pluralLabel>Widgets</pluralLabel><nameField><label>Widget Name</label><type>Text</type></nameField><deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>'),
  [`${object}/fields/Code__c.field-meta.xml`]: field('Code__c', 'Text', '<length>80</length><externalId>true</externalId><unique>true</unique><caseSensitive>true</caseSensitive>'),
  [`${object}/fields/Price__c.field-meta.xml`]: field('Price__c', 'Number', '<precision>18</precision><scale>2</scale>'),
  [`${object}/fields/Quantity__c.field-meta.xml`]: field('Quantity__c', 'Number', '<precision>18</precision><scale>0</scale>'),
  [`${object}/fields/Made_On__c.field-meta.xml`]: field('Made_On__c', 'Date', ''),
  [`${object}/fields/Seen_At__c.field-meta.xml`]: field('Seen_At__c', 'DateTime', ''),
  [`${object}/fields/Active__c.field-meta.xml`]: field('Active__c', 'Checkbox', '<defaultValue>true</defaultValue>'),
  [`${object}/fields/Notes__c.field-meta.xml`]: field('Notes__c', 'LongTextArea', '<length>32768</length><visibleLines>5</visibleLines>'),
  [`${object}/fields/Account__c.field-meta.xml`]: field('Account__c', 'Lookup', '<referenceTo>Account</referenceTo><relationshipLabel>Widgets</relationshipLabel><relationshipName>Widgets</relationshipName>'),
  [`${object}/fields/Kind__c.field-meta.xml`]: field(
    'Kind__c',
    'Picklist',
    '<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Round</fullName><default>false</default><label>Round</label></value><value><fullName>Square</fullName><default>false</default><label>Square</label></value></valueSetDefinition></valueSet>',
  ),
  [`${object}/validationRules/Price_Not_Negative.validationRule-meta.xml`]: xml(
    'ValidationRule',
    '<fullName>Price_Not_Negative</fullName><active>true</active><errorConditionFormula>Price__c &lt; 0</errorConditionFormula><errorDisplayField>Price__c</errorDisplayField><errorMessage>Price must not be negative</errorMessage>',
  ),
  'force-app/main/default/permissionsets/Widget_Keeper.permissionset-meta.xml': xml(
    'PermissionSet',
    `<label>Widget Keeper</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>true</modifyAllRecords><object>Widget__c</object><viewAllRecords>true</viewAllRecords></objectPermissions>${['Code__c', 'Price__c', 'Quantity__c', 'Made_On__c', 'Seen_At__c', 'Active__c', 'Notes__c', 'Account__c', 'Kind__c']
      .map((name) => `<fieldPermissions><editable>true</editable><field>Widget__c.${name}</field><readable>true</readable></fieldPermissions>`)
      .join('')}`,
  ),
  'force-app/main/default/flows/Widget_Rounder.flow-meta.xml': xml(
    'Flow',
    `<apiVersion>65.0</apiVersion><label>Widget Rounder</label><processType>AutoLaunchedFlow</processType><status>Active</status>
    <assignments><name>Round_It</name><label>Round It</label><locationX>0</locationX><locationY>0</locationY><assignmentItems><assignToReference>$Record.Kind__c</assignToReference><operator>Assign</operator><value><stringValue>Round</stringValue></value></assignmentItems></assignments>
    <start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Round_It</targetReference></connector><filterLogic>and</filterLogic><filters><field>Quantity__c</field><operator>EqualTo</operator><value><numberValue>777.0</numberValue></value></filters><object>Widget__c</object><recordTriggerType>CreateAndUpdate</recordTriggerType><triggerType>RecordBeforeSave</triggerType></start>`,
  ),
  'force-app/main/default/flows/Widget_Greeter.flow-meta.xml': xml(
    'Flow',
    `<apiVersion>65.0</apiVersion><label>Widget Greeter</label><processType>AutoLaunchedFlow</processType><status>Active</status>
    <assignments><name>Greet</name><label>Greet</label><locationX>0</locationX><locationY>0</locationY><assignmentItems><assignToReference>greeting</assignToReference><operator>Assign</operator><value><elementReference>text</elementReference></value></assignmentItems></assignments>
    <formulas><name>text</name><dataType>String</dataType><expression>"Hello " &amp; {!name}</expression></formulas>
    <start><locationX>0</locationX><locationY>0</locationY><connector><targetReference>Greet</targetReference></connector></start>
    <variables><name>name</name><dataType>String</dataType><isCollection>false</isCollection><isInput>true</isInput><isOutput>false</isOutput></variables>
    <variables><name>greeting</name><dataType>String</dataType><isCollection>false</isCollection><isInput>false</isInput><isOutput>true</isOutput></variables>`,
  ),
  [`${triggers}/WidgetTrigger.trigger`]: `trigger WidgetTrigger on Widget__c (before insert) {
    for (Widget__c widget : Trigger.new) {
        if (widget.Name == 'Refused') {
            widget.Name.addError('This name is refused');
        }
        if (widget.Code__c == null) {
            widget.Code__c = 'auto-' + widget.Name;
        }
    }
}
`,
  [`${triggers}/WidgetTrigger.trigger-meta.xml`]: apexMeta('ApexTrigger'),
  'force-app/main/default/objects/Widget_Seen__e/Widget_Seen__e.object-meta.xml': xml('CustomObject', '<label>Widget Seen</label><pluralLabel>Widgets Seen</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'),
  'force-app/main/default/objects/Widget_Seen__e/fields/Name__c.field-meta.xml': field('Name__c', 'Text', '<length>80</length>'),
  [`${triggers}/WidgetSeenTrigger.trigger`]: `trigger WidgetSeenTrigger on Widget_Seen__e (after insert) {
    List<Widget__c> seen = new List<Widget__c>();
    for (Widget_Seen__e event : Trigger.new) {
        seen.add(new Widget__c(Name = 'Seen ' + event.Name__c));
    }
    insert as system seen;
}
`,
  [`${triggers}/WidgetSeenTrigger.trigger-meta.xml`]: apexMeta('ApexTrigger'),
};
for (const [name, source] of Object.entries(apex)) {
  FILES[`${classes}/${name}.cls`] = source;
  FILES[`${classes}/${name}.cls-meta.xml`] = apexMeta('ApexClass');
}
