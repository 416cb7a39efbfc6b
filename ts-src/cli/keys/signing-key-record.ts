/** A record of Signing_Key__mdt. Times are ISO texts. */
export interface SigningKeyRow {
  readonly DeveloperName: string;
  readonly MasterLabel: string;
  readonly Key_Id__c: string;
  readonly Certificate__c: string;
  readonly Modulus__c: string;
  readonly Exponent__c: string;
  readonly Valid_From__c: string;
  readonly Retired_On__c: string | null;
}

const LONGEST_NAME = 40;
const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A name for the record of a key: of its certificate, and told apart from other keys of it. */
export function recordName(certificate: string, kid: string): string {
  const mark = [...kid].filter((letter) => /[A-Za-z0-9]/.test(letter)).slice(0, 8).join('');
  return `${certificate.slice(0, LONGEST_NAME - mark.length - 2)}_K${mark}`;
}

/** The records as a package of the Metadata API. */
export function keyPackage(rows: readonly SigningKeyRow[]): Record<string, string> {
  const members = rows.map(({ DeveloperName }) => `<members>Signing_Key.${DeveloperName}</members>`).join('');
  const files = rows.map((row) => [`customMetadata/Signing_Key.${row.DeveloperName}.md`, recordXml(row)] as const);
  return { 'package.xml': `${HEAD}<Package xmlns="${NAMESPACE}"><types>${members}<name>CustomMetadata</name></types><version>65.0</version></Package>\n`, ...Object.fromEntries(files) };
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

function recordXml(row: SigningKeyRow): string {
  const values = [
    value('Certificate__c', 'string', row.Certificate__c),
    value('Exponent__c', 'string', row.Exponent__c),
    value('Key_Id__c', 'string', row.Key_Id__c),
    value('Modulus__c', 'string', row.Modulus__c),
    ...(row.Retired_On__c === null ? [] : [value('Retired_On__c', 'dateTime', moment(row.Retired_On__c))]),
    value('Valid_From__c', 'dateTime', moment(row.Valid_From__c)),
  ];
  return `${HEAD}<CustomMetadata xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n    <label>${row.MasterLabel.slice(0, LONGEST_NAME)}</label>\n    <protected>false</protected>\n${values.join('')}</CustomMetadata>\n`;
}

const value = (field: string, type: string, text: string): string => `    <values>\n        <field>${field}</field>\n        <value xsi:type="xsd:${type}">${text}</value>\n    </values>\n`;

/** To the second, as the platform keeps it. */
const moment = (text: string): string => `${new Date(text).toISOString().slice(0, 19)}.000Z`;
