import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { openLocalOrg } from '../org.ts';
import type { OpenedOrg } from '../org.ts';
import { AnonymousRunner } from './support/anonymous-runner.ts';
import { widgetProjectWith } from './support/project-with.ts';

/** Callouts of Apex outside of tests, to a web server that is really there. */
const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
let server: Worker;
let origin: string;
let org: OpenedOrg;
let apex: AnonymousRunner;

beforeAll(async () => {
  server = new Worker(new URL('./support/echo-server.ts', import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  origin = `http://127.0.0.1:${port}`;
  const credential = (rest: string): string => `<NamedCredential ${NS}>${rest}</NamedCredential>`;
  const projectDir = widgetProjectWith(
    {
      Caller: "public class Caller implements Queueable, Database.AllowsCallouts {\n  String url;\n  public Caller(String url) { this.url = url; }\n  public static HttpResponse get(String url) { HttpRequest request = new HttpRequest(); request.setEndpoint(url); request.setTimeout(2000); return new Http().send(request); }\n  public void execute(QueueableContext context) { String body = get(url).getBody(); insert new Widget__c(Name = 'Called', Notes__c = body); }\n}",
    },
    {
      'triggers/WidgetCalls.trigger': `trigger WidgetCalls on Widget__c (before insert) { if (Trigger.new[0].Name == 'Calls') { Caller.get('${origin}/'); } }`,
      'triggers/WidgetCalls.trigger-meta.xml': `<ApexTrigger ${NS}><apiVersion>65.0</apiVersion><status>Active</status></ApexTrigger>`,
      'remoteSiteSettings/Shop.remoteSite-meta.xml': `<RemoteSiteSetting ${NS}><disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>http://shop.invalid</url></RemoteSiteSetting>`,
      'remoteSiteSettings/Old.remoteSite-meta.xml': `<RemoteSiteSetting ${NS}><disableProtocolSecurity>false</disableProtocolSecurity><isActive>false</isActive><url>http://old.invalid</url></RemoteSiteSetting>`,
      'namedCredentials/Plain.namedCredential-meta.xml': credential(`<label>Plain</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>${origin}/base</parameterValue></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType>`),
      'namedCredentials/Signed.namedCredential-meta.xml': credential(`<endpoint>${origin}</endpoint><label>Signed</label><principalType>NamedUser</principalType><protocol>Password</protocol><username>ada</username><password>secret</password>`),
      'namedCredentials/Elsewhere.namedCredential-meta.xml': credential(`<endpoint>${origin}</endpoint><label>Elsewhere</label><principalType>NamedUser</principalType><protocol>Oauth</protocol>`),
    },
  );
  org = openLocalOrg({ projectDir });
  apex = new AnonymousRunner(org);
}, 60_000);
afterAll(async () => {
  org.close();
  await server.terminate();
});

const debugged = (expression: string): string => apex.debugs(`System.debug(${expression});`)[0]!;
const failure = (source: string): string | null => apex.run(source).exceptionMessage;

test('a request goes out with its method, headers and body, and the answer comes back whole', () => {
  const [body, ...rest] = apex.debugs(`
    HttpRequest request = new HttpRequest();
    request.setEndpoint('${origin}/items?x=1'); request.setMethod('PATCH'); request.setHeader('X-Colour', 'blue'); request.setBody('grün');
    HttpResponse response = new Http().send(request);
    System.debug(response.getBody());
    System.debug(response.getStatusCode() + ' ' + response.getStatus());
    System.debug(response.getHeader('content-type'));
    System.debug(response.getHeader('Set-Cookie'));
    System.debug(Limits.getCallouts());`);
  expect([JSON.parse(body!), ...rest]).toEqual([{ method: 'PATCH', url: '/items?x=1', colour: 'blue', body: 'grün' }, '201 Made', 'application/json', 'a=1, b=2', '1']);
});

test('bodies may be packed, answers may be bytes, redirects are not followed', () => {
  expect(debugged(`EncodingUtil.convertToHex(Caller.get('${origin}/bytes').getBodyAsBlob())`)).toBe('00ff8950');
  expect(debugged(`Caller.get('${origin}/moved').getStatusCode() + Caller.get('${origin}/moved').getHeader('Location')`)).toBe('302/elsewhere');
  expect(JSON.parse(apex.debugs(`HttpRequest r = new HttpRequest(); r.setEndpoint('${origin}/'); r.setMethod('POST'); r.setCompressed(true); r.setBody('much'); System.debug(new Http().send(r).getBody());`)[0]!)).toMatchObject({ body: 'much' });
});

test('only loopback, active remote sites and named credentials are called', () => {
  const refused = (url: string): string => `System.CalloutException: Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${url}`;
  for (const url of ['https://example.com/x', 'http://old.invalid', 'https://shop.invalid', 'http://shop.invalid:81', 'http://sub.shop.invalid', 'http://127.0.0.1.example.com']) expect(failure(`Caller.get('${url}');`)).toBe(refused(url));
  // Allowed, and not there: how soon that is known depends on the network.
  expect(failure("Caller.get('http://shop.invalid/x');")).toMatch(/^System\.CalloutException: (Unknown host: shop\.invalid|Read timed out)$/);
  expect(failure("Caller.get('nowhere');")).toBe('System.CalloutException: no protocol: nowhere');
  expect(failure("Caller.get('file:///etc/passwd');")).toBe('System.CalloutException: unknown protocol: file');
});

test('a named credential gives its address and signs in, or says that it cannot', () => {
  expect(JSON.parse(debugged("Caller.get('callout:Plain/a?b=c').getBody()"))).toMatchObject({ url: '/base/a?b=c' });
  expect(JSON.parse(debugged("Caller.get('callout:signed/a').getBody()"))).toMatchObject({ url: '/a', authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}` });
  expect(failure("Caller.get('callout:Nobody/a');")).toContain(`the named credential "Nobody" might not exist.`);
  expect(failure("Caller.get('callout:Elsewhere/a');")).toBe('Not implemented in the local org: Named Credential Elsewhere with protocol Oauth');
});

test('what goes wrong on the way is an exception in the words of the platform, and the next callout works', () => {
  expect(failure(`HttpRequest r = new HttpRequest(); r.setEndpoint('${origin}/never'); r.setTimeout(200); new Http().send(r);`)).toBe('System.CalloutException: Read timed out');
  expect(failure(`Caller.get('${origin}/cut');`)).toBe('System.CalloutException: Unexpected end of file from server');
  expect(failure(`Caller.get('${origin}/large');`)).toMatch(/^System\.CalloutException: Exceeded max size limit of 6000000 with response size \d+$/);
  expect(failure("Caller.get('http://127.0.0.1:1');")).toBe('System.CalloutException: Connection refused');
  expect(debugged(`Caller.get('${origin}/').getStatusCode()`)).toBe('201');
});

test('no callout after a save or from a trigger; a queueable saves after its own', () => {
  expect(failure(`insert new Widget__c(Name = 'First'); Caller.get('${origin}/');`)).toBe('System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out');
  expect(failure("insert new Widget__c(Name = 'Calls');")).toContain('Callout from triggers are currently not supported.');
  apex.succeeds(`System.enqueueJob(new Caller('${origin}/queued'));`);
  org.runJobs();
  expect(JSON.parse(apex.notes('Called'))).toMatchObject({ method: 'GET', url: '/queued' });
});
