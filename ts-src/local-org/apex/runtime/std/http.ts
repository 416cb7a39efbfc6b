import { current, transactionState } from '../../../execution/context.ts';
import { ApexBlob } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { ApexMap } from '../collections/map.ts';
import { runningJob } from '../async/jobs.ts';
import { CalloutException, IllegalArgumentException, raise } from '../exceptions.ts';
import { standardClass } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { userMethod } from '../user-class.ts';
import { callOutside } from './http-callout.ts';
import { required } from './numbers.ts';

/** Header names ignore case and keep the case they were first set with. */
class Headers {
  readonly #byName = new Map<string, { name: string; value: string }>();

  get(name: string): string | null {
    return this.#byName.get(required(name).toLowerCase())?.value ?? null;
  }

  set(name: string, value: string): void {
    this.#byName.set(required(name).toLowerCase(), { name, value });
  }

  names(): string[] {
    return [...this.#byName.values()].map((header) => header.name);
  }
}

/** What requests and responses share. */
class HttpMessage {
  readonly #headers = new Headers();
  #body: ApexBlob | null = null;

  getbody(): string {
    return this.#body?.toText() ?? '';
  }

  getbodyasblob(): ApexBlob {
    return this.#body ?? ApexBlob.fromText('');
  }

  setbody(body: string): void {
    this.#body = ApexBlob.fromText(required(body));
  }

  setbodyasblob(body: ApexBlob): void {
    this.#body = required(body);
  }

  getheader(name: string): string | null {
    return this.#headers.get(name);
  }

  setheader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getheaderkeys(): ApexList {
    return ApexList.of('List<String>', this.#headers.names());
  }
}

export class HttpRequest extends HttpMessage {
  static $new(): HttpRequest {
    return new HttpRequest();
  }

  #endpoint: string | null = null;
  #method = 'GET';
  #timeout = 10_000;
  #compressed = false;

  getendpoint(): string | null {
    return this.#endpoint;
  }

  setendpoint(endpoint: string): void {
    this.#endpoint = endpoint;
  }

  getmethod(): string {
    return this.#method;
  }

  setmethod(method: string): void {
    this.#method = method;
  }

  settimeout(ms: number): void {
    if (ms < 1 || ms > 120_000) throw raise(CalloutException, 'Timeout must be between 1 and 120000 milliseconds.');
    this.#timeout = ms;
  }

  get $timeout(): number {
    return this.#timeout;
  }

  getcompressed(): boolean {
    return this.#compressed;
  }

  setcompressed(compressed: boolean): void {
    this.#compressed = compressed;
  }

  tostring(): string {
    return `System.HttpRequest[Endpoint=${this.#endpoint}, Method=${this.#method}]`;
  }
}
standardClass('HttpRequest', HttpRequest);

export class HttpResponse extends HttpMessage {
  static $new(): HttpResponse {
    return new HttpResponse();
  }

  #status: string | null = null;
  #code = 0;

  getstatus(): string | null {
    return this.#status;
  }

  setstatus(status: string): void {
    this.#status = status;
  }

  getstatuscode(): number {
    return this.#code;
  }

  setstatuscode(code: number): void {
    this.#code = code;
  }

  tostring(): string {
    return `System.HttpResponse[Status=${this.#status}, StatusCode=${this.#code}]`;
  }
}
standardClass('HttpResponse', HttpResponse);

const MOCK = Symbol('HttpCalloutMock of the test');

/** Test.setMock(HttpCalloutMock.class, mock) */
export function setHttpMock(mock: object): void {
  transactionState<{ mock: object | null }>(MOCK, () => ({ mock: null })).mock = mock;
}

export class Http {
  static $new(): Http {
    return new Http();
  }

  send(request: HttpRequest): unknown {
    required(request);
    if (request.getendpoint() === null) throw raise(IllegalArgumentException, 'Endpoint cannot be null');
    if (runningJob()?.kind === 'scheduled') throw raise(CalloutException, 'Callout from scheduled Apex not supported.');
    current().limits.charge('callouts');
    if (!current().isTest) return callOutside(request);
    const { mock } = transactionState<{ mock: object | null }>(MOCK, () => ({ mock: null }));
    if (mock === null) throw raise(CalloutException, 'Methods defined as TestMethod do not support Web service callouts');
    return userMethod(mock, 'respond')!.call(mock, request);
  }

  tostring(): string {
    return 'System.Http';
  }
}
standardClass('Http', Http);

/** System.StaticResourceCalloutMock */
export class StaticResourceCalloutMock {
  static $new(): StaticResourceCalloutMock {
    return new StaticResourceCalloutMock();
  }

  #resource: string | null = null;
  readonly #response = new HttpResponse();

  setstaticresource(name: string): void {
    this.#resource = required(name);
  }

  setstatus(status: string): void {
    this.#response.setstatus(status);
  }

  setstatuscode(code: number): void {
    this.#response.setstatuscode(code);
  }

  setheader(name: string, value: string): void {
    this.#response.setheader(name, value);
  }

  respond(_request: HttpRequest): HttpResponse {
    this.#response.setbodyasblob(resourceBody(required(this.#resource)));
    return this.#response;
  }
}
standardClass('StaticResourceCalloutMock', StaticResourceCalloutMock);

/** System.MultiStaticResourceCalloutMock: a resource for each endpoint. */
export class MultiStaticResourceCalloutMock {
  static $new(): MultiStaticResourceCalloutMock {
    return new MultiStaticResourceCalloutMock();
  }

  readonly #resources = new Map<string, string>();
  readonly #response = new HttpResponse();

  setstaticresource(endpoint: string, name: string): void {
    this.#resources.set(required(endpoint), required(name));
  }

  setstatus(status: string): void {
    this.#response.setstatus(status);
  }

  setstatuscode(code: number): void {
    this.#response.setstatuscode(code);
  }

  setheader(name: string, value: string): void {
    this.#response.setheader(name, value);
  }

  respond(request: HttpRequest): HttpResponse {
    const resource = this.#resources.get(request.getendpoint() ?? '');
    if (resource === undefined) throw raise(CalloutException, `No static resource mocked for endpoint: ${request.getendpoint()}`);
    this.#response.setbodyasblob(resourceBody(resource));
    return this.#response;
  }
}
standardClass('MultiStaticResourceCalloutMock', MultiStaticResourceCalloutMock);

export function resourceBody(name: string): ApexBlob {
  const resource = current().resources.staticResource(name);
  if (resource === undefined) throw raise(CalloutException, `Unable to find a static resource with name: ${name}`);
  return new ApexBlob(resource.body);
}

/** System.RestRequest */
export class RestRequest {
  static $new(): RestRequest {
    return new RestRequest();
  }

  headers = new ApexMap(typeNamed('Map<String,String>'));
  params = new ApexMap(typeNamed('Map<String,String>'));
  httpmethod: string | null = null;
  remoteaddress: string | null = null;
  requestbody: ApexBlob | null = null;
  requesturi: string | null = null;
  resourcepath: string | null = null;

  addheader(name: string, value: string): void {
    this.headers.put(name, value);
  }

  addparameter(name: string, value: string): void {
    this.params.put(name, value);
  }
}
standardClass('RestRequest', RestRequest);

/** System.RestResponse */
export class RestResponse {
  static $new(): RestResponse {
    return new RestResponse();
  }

  headers = new ApexMap(typeNamed('Map<String,String>'));
  responsebody: ApexBlob | null = null;
  statuscode: number | null = null;

  addheader(name: string, value: string): void {
    this.headers.put(name, value);
  }
}
standardClass('RestResponse', RestResponse);

interface RestState {
  request: RestRequest | null;
  response: RestResponse | null;
}

const REST = Symbol('REST call that runs');

export const restcontext = {
  get request(): RestRequest | null {
    return restState().request;
  },
  set request(request: RestRequest | null) {
    restState().request = request;
  },
  get response(): RestResponse | null {
    return restState().response;
  },
  set response(response: RestResponse | null) {
    restState().response = response;
  },
};

function restState(): RestState {
  return transactionState<RestState>(REST, () => ({ request: null, response: null }));
}
