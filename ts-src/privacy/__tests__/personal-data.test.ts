import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Every place of the package that may hold something of a person is in the registry of personal data. */
const main = path.resolve(import.meta.dirname, '../../../force-app/main');
const PEOPLE = new Set(['Contact', 'Account', 'User', 'Individual']);
const TEXTS = new Set(['Text', 'TextArea', 'LongTextArea', 'Html', 'EncryptedText']);
/** Names of text fields that may hold who somebody is or how to reach them, or what somebody wrote about them. */
const PERSONAL = /e_?mail|phone|mobile|fax|name|street|address|city|postal|zip|customer|person|owner|contact|recipient|sender|birth|signature|note|comment|description|message|remark|body/i;

interface Field {
  readonly object: string;
  readonly name: string;
  readonly why: string;
}

function files(pattern: RegExp): string[] {
  return readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((file) => pattern.test(file)).map((file) => path.join(main, file));
}

function tag(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

/** What looks like a person's, in objects and events of the package; settings in custom metadata are nobody's. */
function suspects(): Field[] {
  return files(/objects\/[^/]+\/fields\/.*\.field-meta\.xml$/).flatMap((file) => {
    const object = path.basename(path.dirname(path.dirname(file)));
    if (object.endsWith('__mdt')) return [];
    const xml = readFileSync(file, 'utf8');
    const [name, type, target] = [tag(xml, 'fullName')!, tag(xml, 'type')!, tag(xml, 'referenceTo')];
    if (target !== undefined && PEOPLE.has(target)) return [{ object, name, why: `a lookup to ${target}` }];
    if (type === 'Email' || type === 'Phone') return [{ object, name, why: `of type ${type}` }];
    return TEXTS.has(type) && tag(xml, 'formula') === undefined && PERSONAL.test(name) ? [{ object, name, why: 'named like something of a person' }] : [];
  });
}

interface Row {
  readonly file: string;
  readonly values: ReadonlyMap<string, string>;
}

function rows(): Row[] {
  return files(/customMetadata\/Personal_Data\..*\.md-meta\.xml$/).map((file) => {
    const xml = readFileSync(file, 'utf8');
    const values = [...xml.matchAll(/<field>(\w+)__c<\/field>\s*<value[^>]*>([^<]*)</g)].map((match) => [match[1]!, match[2]!] as const);
    return { file: path.basename(file), values: new Map(values) };
  });
}

function mentioned(): Set<string> {
  const names = new Set<string>();
  for (const { values } of rows()) {
    const lines = ['Fields', 'Blank_Fields', 'Paths'].flatMap((field) => (values.get(field) ?? '').split('\n'));
    for (const line of lines) names.add(`${values.get('Object')}.${line.trim().split(/ IN | LIKE | = /)[0]}`);
  }
  return names;
}

test('whatever looks like a person is in the registry', () => {
  const known = mentioned();
  const missing = suspects().filter(({ object, name }) => !known.has(`${object}.${name}`));
  const advice = missing.map(({ object, name, why }) => `${object}.${name} is ${why}. Name it in force-app/main/privacy/customMetadata/Personal_Data.${object.replace('__c', '')}.md-meta.xml: in Paths__c ("${name} IN Contact") where it leads to the person, in Fields__c what the person gets, in Blank_Fields__c what an erasure empties; where it is nobody's, in Fields__c of a row with Erasure__c Refer, without paths, with the Reason__c.`);
  expect(advice).toEqual([]);
});

test('a row says what it does', () => {
  const faults = rows().flatMap(({ file, values }) => {
    const erasure = values.get('Erasure');
    return [
      !['Delete', 'Blank', 'Keep', 'Refer'].includes(erasure ?? '') && 'has no Erasure__c',
      erasure === 'Blank' && !values.has('Blank_Fields') && 'empties nothing: Blank_Fields__c',
      erasure !== 'Refer' && !values.has('Paths') && 'leads to nobody: Paths__c',
      (erasure === 'Keep' || !values.has('Paths')) && !values.has('Reason') && 'does not say why: Reason__c',
      values.has('Hold_Condition') && !values.has('Hold_Text') && 'holds without a word: Hold_Text__c',
      values.has('Keep_From') !== values.has('Keep_Days') && 'needs both Keep_From__c and Keep_Days__c',
      ['Paths', 'Reason', 'Hold_Condition', 'Hold_Text', 'Keep_Condition'].some((field) => (values.get(field) ?? '').length > 255) && 'has more than 255 characters in a field',
    ].flatMap((fault) => (fault ? [`${file} ${fault}`] : []));
  });
  expect(faults).toEqual([]);
});

test('rows name fields that the package has', () => {
  const own = new Set(files(/fields\/.*\.field-meta\.xml$/).map((file) => `${path.basename(path.dirname(path.dirname(file)))}.${path.basename(file, '.field-meta.xml')}`));
  const unknown = [...mentioned()].filter((name) => /^\w+\.\w+__c$/.test(name) && !own.has(name));
  expect(unknown).toEqual([]);
});
