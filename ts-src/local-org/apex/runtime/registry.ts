import './query-exception.ts';
import { missingClass } from './missing.ts';
import { standardExceptions } from './exceptions.ts';
import { AsyncOptions, DuplicateSignature, DuplicateSignatureBuilder, asyncInfo } from './async/async-options.ts';
import { ApexIterator } from './collections/iterator.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { DatabaseError, DeleteResult, EmptyRecycleBinResult, LeadConvertResult, MergeResult, SaveResult, UndeleteResult, UpsertResult } from './database/results.ts';
import { DescribeFieldResult, PicklistEntry } from './describe/field-result.ts';
import { ChildRelationship, DescribeSObjectResult } from './describe/results.ts';
import { FieldSet, FieldSetMember } from './describe/field-sets.ts';
import { RecordTypeInfo } from './describe/record-types.ts';
import { SObjectFieldToken, SObjectTypeToken } from './describe/tokens.ts';
import { DmlException } from './dml-exception.ts';
import { AccessLevel } from './std/access-level.ts';
import { LockResult, UnlockResult, approval } from './std/approval.ts';
import { assert } from './std/assert.ts';
import { UUID, blob, crypto, encodingutil } from './std/blob.ts';
import { cacheStatics } from './std/cache.ts';
import { connectApiClass } from './std/connect-api.ts';
import { Cursor, PaginationCursor } from './std/cursor.ts';
import { Collator } from './std/collator.ts';
import { QueryLocator, database, search } from './std/database.ts';
import { TimeZone, date, time } from './std/dates.ts';
import { datetime } from './std/datetime.ts';
import { dmlOptionTypes } from './std/dml-options.ts';
import { standardEnum } from './std/enums.ts';
import { ChangeEventHeader, eventbus } from './std/event-bus.ts';
import { FlowInterview } from './std/flow.ts';
import { formula } from './std/formula.ts';
import { Http, HttpRequest, HttpResponse, MultiStaticResourceCalloutMock, RestRequest, RestResponse, StaticResourceCalloutMock, restcontext } from './std/http.ts';
import { InvocableAction, InvocableError, InvocableResult } from './std/invocable.ts';
import { JsonGenerator } from './std/json/generator.ts';
import { json } from './std/json/json.ts';
import { JsonParser } from './std/json/parser.ts';
import { limits } from './std/limits.ts';
import { location } from './std/location.ts';
import { math } from './std/math.ts';
import { EmailFileAttachment, SingleEmailMessage, messaging } from './std/messaging.ts';
import { boolean, decimal, double, integer, long } from './std/numbers.ts';
import { orglimits } from './std/org-limits.ts';
import { PageMessage, PageReference, apexpages, network, selectOption } from './std/pages.ts';
import { Matcher, Pattern } from './std/pattern.ts';
import { Request } from './std/request.ts';
import { schema } from './std/schema.ts';
import { security } from './std/security.ts';
import { id, string } from './std/string.ts';
import { system } from './std/system.ts';
import { test } from './std/test.ts';
import { valueClass } from './std/value-class.ts';
import { typeStatics } from './std/type.ts';
import { ApexUrl } from './std/url.ts';
import { featuremanagement, userinfo } from './std/userinfo.ts';
import { trigger } from './trigger.ts';
import { standardSignatures } from '../types/signatures/signatures.ts';

/** Every standard class the library has, by the key generated code uses. A new one is one file and one line here. */
const CLASSES: Readonly<Record<string, unknown>> = {
  accesslevel: AccessLevel,
  apexpages,
  apexpages_message: PageMessage,
  approval,
  approval_lockresult: LockResult,
  approval_unlockresult: UnlockResult,
  assert,
  asyncinfo: asyncInfo,
  asyncoptions: AsyncOptions,
  blob,
  boolean,
  collator: Collator,
  crypto,
  database,
  database_cursor: Cursor,
  database_deleteresult: DeleteResult,
  database_emptyrecyclebinresult: EmptyRecycleBinResult,
  database_error: DatabaseError,
  database_leadconvertresult: LeadConvertResult,
  database_mergeresult: MergeResult,
  database_paginationcursor: PaginationCursor,
  database_querylocator: QueryLocator,
  database_saveresult: SaveResult,
  database_undeleteresult: UndeleteResult,
  database_upsertresult: UpsertResult,
  ...dmlOptionTypes,
  date,
  datetime,
  decimal,
  dmlexception: DmlException,
  double,
  encodingutil,
  eventbus,
  eventbus_changeeventheader: ChangeEventHeader,
  featuremanagement,
  formula,
  flow_interview: FlowInterview,
  http: Http,
  httprequest: HttpRequest,
  httpresponse: HttpResponse,
  id,
  integer,
  invocable_action: InvocableAction,
  invocable_action_error: InvocableError,
  invocable_action_result: InvocableResult,
  iterator: ApexIterator,
  json,
  jsongenerator: JsonGenerator,
  jsonparser: JsonParser,
  limits,
  list: ApexList,
  location,
  long,
  map: ApexMap,
  matcher: Matcher,
  math,
  messaging,
  messaging_emailfileattachment: EmailFileAttachment,
  messaging_singleemailmessage: SingleEmailMessage,
  multistaticresourcecalloutmock: MultiStaticResourceCalloutMock,
  network,
  orglimits,
  pagereference: PageReference,
  pattern: Pattern,
  queueableduplicatesignature: DuplicateSignature,
  queueableduplicatesignature_builder: DuplicateSignatureBuilder,
  request: Request,
  restcontext,
  restrequest: RestRequest,
  restresponse: RestResponse,
  schema,
  schema_childrelationship: ChildRelationship,
  schema_describefieldresult: DescribeFieldResult,
  schema_describesobjectresult: DescribeSObjectResult,
  schema_fieldset: FieldSet,
  schema_fieldsetmember: FieldSetMember,
  schema_picklistentry: PicklistEntry,
  schema_recordtypeinfo: RecordTypeInfo,
  schema_sobjectfield: SObjectFieldToken,
  schema_sobjecttype: SObjectTypeToken,
  search,
  security,
  selectoption: selectOption,
  set: ApexSet,
  staticresourcecalloutmock: StaticResourceCalloutMock,
  string,
  system,
  test,
  time,
  timezone: TimeZone,
  trigger,
  url: ApexUrl,
  userinfo,
  uuid: UUID,
};

/** `$.std`. What is not there is an enum of the signature data, or a class of which every member is missing. */
export function standardLibrary(): Record<string, unknown> {
  const fallback = new Proxy(Object.create(null) as object, {
    get(_target, key) {
      if (typeof key === 'symbol') return undefined;
      const found = standardEnum(key) ?? connectApiClass(key) ?? valueClass(key) ?? missingClass(displayName(key));
      Object.defineProperty(library, key, { value: found, enumerable: true });
      return found;
    },
  });
  const library = Object.create(fallback) as Record<string, unknown>;
  const own = (key: string, value: unknown): void => void Object.defineProperty(library, key, { value, enumerable: true });
  for (const [key, value] of standardExceptions) own(key, value);
  for (const [key, value] of Object.entries(CLASSES)) own(key, value);
  own('cache_org', cacheStatics('Org'));
  own('cache_session', cacheStatics('Session'));
  own('type', typeStatics((key) => key in CLASSES || standardExceptions.has(key) || standardEnum(key) !== undefined));
  return library;
}

/** The class or enum behind a key, without inventing one. */
export function existingClass(library: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(library, key) ? library[key] : standardEnum(key);
}

function displayName(key: string): string {
  return standardSignatures().find(key.replaceAll('_', '.'))?.name ?? key;
}
