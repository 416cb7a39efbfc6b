import fc from 'fast-check';
import { damaged } from './damaged.ts';

/** Requests as clients send them, with something wrong in them. */
const base = '/services/data/v65.0';
const widget = { attributes: { type: 'Widget__c' }, Name: 'x', Price__c: 1.5, Account__r: { Name: 'A' } };

/** By the doors that they are for. */
const JSON_BODIES: readonly (readonly [RegExp, unknown])[] = [
  [/sobjects\/:object|:version\/sobjects/, widget],
  [/composite$/, { allOrNone: true, compositeRequest: [{ method: 'POST', url: `${base}/sobjects/Widget__c`, referenceId: 'a', body: { Name: 'x' } }, { method: 'PATCH', url: `${base}/sobjects/Widget__c/@{a.id}`, referenceId: 'b', body: { Name: '@{a.id}' }, httpHeaders: { 'If-Modified-Since': 'x' } }] }],
  [/graph$/, { graphs: [{ graphId: 'g', compositeRequest: [{ method: 'GET', url: `${base}/query?q=SELECT+Id+FROM+Account`, referenceId: 'q' }] }] }],
  [/batch$/, { haltOnError: true, batchRequests: [{ method: 'GET', url: 'v65.0/limits' }, { method: 'POST', url: 'v65.0/sobjects/Widget__c', richInput: { Name: 'b' } }] }],
  [/tree/, { records: [{ attributes: { type: 'Account', referenceId: 'r1' }, Name: 'A', Widgets__r: { records: [{ attributes: { type: 'Widget__c', referenceId: 'r2' }, Name: 'w' }] } }] }],
  [/composite\/sobjects/, { allOrNone: false, records: [widget, { ...widget, id: 'a0X000000000001AAA' }] }],
  [/composite\/sobjects\/:object/, { ids: ['a0X000000000001AAA'], fields: ['Id', 'Name'] }],
  [/actions/, { inputs: [{ quantity: 5 }, { name: 'x' }] }],
  [/jobs\/ingest/, { object: 'Widget__c', operation: 'insert', contentType: 'CSV', lineEnding: 'LF', columnDelimiter: 'COMMA', externalIdFieldName: 'Code__c' }],
  [/jobs\/ingest/, { object: 'Widget__c', operation: 'upsert', externalIdFieldName: 'Code__c' }],
  [/jobs\/query/, { operation: 'query', query: 'SELECT Id FROM Widget__c', columnDelimiter: 'TAB', lineEnding: 'CRLF' }],
  [/jobs\/\w+\/:id/, { state: 'UploadComplete' }],
  [/parameterizedSearch/, { q: 'First', sobjects: [{ name: 'Widget__c', fields: ['Id'], where: "Name = 'x'", limit: 5 }], overallLimit: 10, in: 'NAME' }],
  [/ui-api/, { apiName: 'Widget__c', fields: { Name: 'x', Price__c: '1' }, allowSaveOnDuplicate: false }],
  [/lightning\/api\/apex/, { params: { gadgetId: 'x' }, cacheable: true }],
  [/emp/, { channel: '/event/Widget_Seen__e', replayId: -2 }],
  [/cometd/, [{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] }, { channel: '/meta/subscribe', clientId: 'x', subscription: '/event/Widget_Seen__e', ext: { replay: { '/event/Widget_Seen__e': -1 } } }]],
  [/apexrest/, { name: 'Tool', price: 1.5 }],
  [/lightning\/api\/(flow|interviews)/, { inputs: { name: 'x' }, answers: { One: 'x' } }],
  [/deployRequest/, { deployOptions: { checkOnly: true } }],
];
const TEXT_BODIES: readonly string[] = [
  'Name,Price__c,Account__r.Name\n"a ""b""",1.5,\n,x,#N/A\n', 'Id\na0X000000000001AAA\n', 'grant_type=password&username=admin%40widgets.example&password=x', 'token=abc', 'otp=1&startURL=%2F', 'alias=admin&startURL=/lightning',
  '<?xml version="1.0"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header><SessionHeader><sessionId>x</sessionId></SessionHeader></env:Header><env:Body><login><username>a</username><password>b</password></login></env:Body></env:Envelope>',
  '<Envelope><Body><deploy><ZipFile>UEsFBg==</ZipFile><DeployOptions><checkOnly>true</checkOnly></DeployOptions></deploy></Body></Envelope>', '<Envelope><Body><executeAnonymous><String>Integer i = 1;</String></executeAnonymous></Body></Envelope>',
  '--b\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n{"Title":"x","PathOnClient":"x.txt"}\r\n--b\r\nContent-Disposition: form-data; name="VersionData"; filename="x.txt"\r\n\r\nabc\r\n--b--\r\n',
];
const VALUES: readonly unknown[] = [
  null, '', 0, -1, Infinity, 1.5, true, [], {}, [[]], [null], '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(40_000), '\ud800', '\0', "'", '@{a.id.b[0]}', '@{', 'Widget__c', 'Id', 'DELETE', 'HEAD', '../..', '//x', 'http://evil.example/', base, 'v65.0/composite', `${base}/composite`, '9999-99-99', '2026-02-30T25:00:00Z', 'a0X000000000001AAA', '{0}', '%',
  Array.from({ length: 300 }, () => ({})),
];
const DEEP = ['['.repeat(20_000), `${'['.repeat(5000)}${']'.repeat(5000)}`, `${'{"records":['.repeat(3000)}${']}'.repeat(3000)}`, `${'{"Account__r":'.repeat(3000)}1${'}'.repeat(3000)}`];

interface Edit {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'wrap' | 'rename';
  readonly put: unknown;
}

/** The same value with one part of it, counted in reading order, changed. */
function edited(value: unknown, { at, kind, put }: Edit): unknown {
  let n = 0;
  const visit = (node: unknown): unknown => {
    if (n++ === at) return kind === 'wrap' ? [node] : kind === 'remove' ? undefined : put;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [kind === 'rename' && n === at ? String(put) : key, visit(child)]));
  };
  return visit(value);
}

const edits = fc.array(fc.record({ at: fc.nat(24), kind: fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'wrap' as const, 'rename' as const), put: fc.constantFrom(...VALUES) }), { maxLength: 3 });
const jsonBody = (bodies: readonly unknown[]): fc.Arbitrary<string> => fc.tuple(fc.constantFrom(...bodies), edits).map(([value, changes]) => JSON.stringify(changes.reduce(edited, value)) ?? '');
const anyBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: jsonBody(JSON_BODIES.map(([, each]) => each)) },
  { weight: 3, arbitrary: damaged([...TEXT_BODIES, ...JSON_BODIES.map(([, each]) => JSON.stringify(each))]) },
  { weight: 2, arbitrary: fc.constantFrom(...TEXT_BODIES) },
  { weight: 1, arbitrary: fc.constantFrom('', ...DEEP) },
);

/** Mostly of a shape that the door with this pattern takes. */
export function bodyFor(pattern: string): fc.Arbitrary<string> {
  const fitting = JSON_BODIES.filter(([of]) => of.test(pattern)).map(([, each]) => each);
  return fitting.length === 0 ? anyBody : fc.oneof({ weight: 3, arbitrary: jsonBody(fitting) }, { weight: 2, arbitrary: anyBody });
}

const QUERIES = ["SELECT Id, Name, Account__r.Name, (SELECT Id FROM Account.Contacts) FROM Widget__c WHERE Name LIKE 'a%' AND Price__c > 1.5 ORDER BY Name LIMIT 5", 'SELECT COUNT(Id), Kind__c FROM Widget__c GROUP BY Kind__c HAVING COUNT(Id) > 0', "SELECT Id FROM Account WHERE Id IN (SELECT Account__c FROM Widget__c) AND CreatedDate > LAST_N_DAYS:3 AND Name NOT IN ('x')", 'FIND {First} IN ALL FIELDS RETURNING Widget__c(Id, Name)', 'SELECT FIELDS(ALL) FROM User LIMIT 200', "SELECT toLabel(Kind__c), FORMAT(Price__c) p, CALENDAR_YEAR(Made_On__c) FROM Widget__c"];
const SYMBOLS = ['Widget__c', 'Account', 'Contact', 'User', 'Id', 'Name', 'Price__c', 'Made_On__c', 'Owner.Name', 'Account__r', 'Contacts', 'ApexClass', 'null', '1.5', "'x'", 'TODAY', 'MAX(', 'toLabel(', 'DISTANCE('];
const parameter = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('q', 'anonymousBody'), damaged(QUERIES, SYMBOLS)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('fields', 'ids', 'allOrNone', 'columns', 'locator', 'maxRecords', 'sobjects', 'externalId', 'startURL', 'retURL', 'otp', 'sid', 'from', 'pageSize', 'pageToken', 'sortBy', 'layoutTypes', 'optionalFields', 'recordTypeId', 'isPkChunkingEnabled', 'explain'), fc.constantFrom('', 'true', '-1', '1e9', 'Id,Name', 'Widget__c.Name', 'Name,,', '[["/event/Widget_Seen__e",-1]]', '[[', '\0', '//evil.example', '/\t/evil.example', '/\\evil.example', 'javascript:alert(1)', '__proto__', 'x'.repeat(2000))) },
);
export const search: fc.Arbitrary<string> = fc.array(parameter, { maxLength: 3 }).map((all) => (all.length === 0 ? '' : `?${all.map(([name, value]) => `${name}=${percent(value).slice(0, 3500)}`).join('&')}`));

/** Also what no character stands for. */
const percent = (text: string): string => encodeURIComponent(text.toWellFormed());

export const segment: fc.Arbitrary<string> = fc.constantFrom(
  ...['Widget__c', 'widget__c', 'Account', 'User', 'ApexClass', 'Nothing__c', 'Widget_Seen__e', 'Name', 'Code__c', 'one', 'WidgetAction', 'Widget_Greeter', 'WidgetCounter', 'next', 'GadgetController', 'describe', 'a0X000000000001AAA', 'a0X', '__proto__', 'constructor', 'x'.repeat(3000), "'", '\u00e9', '..', '%', 'a/b', '0', '-1', 'v65.0', 'tab', 'record', 'object', 'home', 'gadgetCard', 'c', 'Account.Contacts', 'Widgets', 'batch'].map(percent),
  '%zz', '%2F', '%00', '%ff', '..%2f..%2fetc%2fpasswd',
);

export const headers: fc.Arbitrary<Record<string, string>> = fc.record({
  accept: fc.constantFrom('application/json', 'application/xml', '*/*', 'text/html', 'x'.repeat(500)),
  'content-type': fc.constantFrom('application/json', 'text/csv', 'text/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'multipart/form-data', ''),
  'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'zstd'),
  'sforce-query-options': fc.constantFrom('batchSize=0', 'batchSize=99999999999', 'x'),
  'sforce-locator': fc.constantFrom('', 'x'),
  'sforce-call-options': fc.constantFrom('client=x', '\u00e9'),
  'if-modified-since': fc.constantFrom('x', 'Mon, 01 Jan 2029 00:00:00 GMT'),
  'x-envelope': fc.constant('1'),
  'x-http-method-override': fc.constantFrom('DELETE', 'x'),
  soapaction: fc.constant('""'),
  cookie: fc.constantFrom('sid=x', 'sid=%', 'app=__proto__', ';;='),
  range: fc.constant('bytes=5-1'),
}, { requiredKeys: [] });
