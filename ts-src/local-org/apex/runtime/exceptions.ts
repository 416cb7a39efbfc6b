import { missingMembers } from './missing.ts';
import { apexFrames, frameText } from './stack.ts';

/** The static side of an exception class, standard or user-written. */
export interface ExceptionClass {
  new (): ApexException;
  readonly prototype: ApexException;
  $new(...args: unknown[]): ApexException;
}

interface ClassWithMeta {
  readonly $meta?: { readonly name: string };
  readonly $typeName?: string;
}

/**
 * Base of everything Apex can throw. Not an `Error` by construction, because capturing a stack costs more than everything else
 * an exception does: the stack is captured when it is thrown. `instanceof Error` holds nevertheless.
 */
export class ApexException {
  static readonly $typeName: string = 'System.Exception';
  /** V8's stack text of the throw; absent before. */
  declare stack?: string;
  $message: string | null = null;
  $cause: ApexException | null = null;

  static $new(...args: unknown[]): ApexException {
    return new this().$init(...args);
  }

  /** The constructors: (), (message), (cause), (message, cause). */
  $init(first?: unknown, second?: unknown): this {
    if (first instanceof ApexException) this.$cause = first;
    else if (first !== undefined) this.$message = first as string | null;
    if (second instanceof ApexException) this.$cause = second;
    return this;
  }

  /** For the host: what a log or a test failure shows. */
  get message(): string {
    return this.getmessage() ?? '';
  }

  get name(): string {
    return this.gettypename();
  }

  gettypename(): string {
    const type = this.constructor as ClassWithMeta;
    return type.$meta?.name ?? type.$typeName ?? 'System.Exception';
  }

  getmessage(): string | null {
    return this.$message ?? (this.$cause === null ? 'Script-thrown exception' : this.$cause.tostring());
  }

  setmessage(message: string | null): void {
    this.$message = message;
  }

  getcause(): ApexException | null {
    return this.$cause;
  }

  initcause(cause: ApexException | null): void {
    this.$cause = cause;
  }

  getlinenumber(): number {
    return apexFrames(this.stack)[0]?.line ?? 1;
  }

  getstacktracestring(): string {
    return apexFrames(this.stack).map(frameText).join('\n');
  }

  tostring(): string {
    const message = this.getmessage();
    return message === null ? this.gettypename() : `${this.gettypename()}: ${message}`;
  }

  toString(): string {
    return this.tostring();
  }
}
Object.setPrototypeOf(ApexException.prototype, missingMembers('Exception', Error.prototype));

/** Marks where it is thrown, unless that is known already. Returns it. */
export function captured<T extends ApexException>(exception: T, below: (...args: never[]) => unknown = captured): T {
  if (!Object.hasOwn(exception, 'stack')) Error.captureStackTrace(exception, below);
  return exception;
}

/** A standard exception with a message, its stack captured here: `throw raise(ListException, 'List index …')`. */
export function raise(type: ExceptionClass, message: string, cause?: ApexException): ApexException {
  const exception = new type();
  exception.$message = message;
  if (cause !== undefined) exception.$cause = cause;
  return captured(exception, raise);
}

export const standardExceptions = new Map<string, ExceptionClass>([['exception', ApexException]]);

function standard(name: string): ExceptionClass {
  const short = name.slice(name.lastIndexOf('.') + 1);
  const type = { [short]: class extends ApexException {} }[short] as ExceptionClass;
  Object.defineProperty(type, '$typeName', { value: name });
  standardExceptions.set(name.replace(/^System\./, '').replaceAll('.', '_').toLowerCase(), type);
  return type;
}

export const AsyncException = standard('System.AsyncException');
export const CalloutException = standard('System.CalloutException');
export const EmailException = standard('System.EmailException');
export const FinalException = standard('System.FinalException');
export const IllegalArgumentException = standard('System.IllegalArgumentException');
export const InvalidParameterValueException = standard('System.InvalidParameterValueException');
export const JSONException = standard('System.JSONException');
export const LimitException = standard('System.LimitException');
export const ListException = standard('System.ListException');
export const MathException = standard('System.MathException');
export const NoAccessException = standard('System.NoAccessException');
export const NoDataFoundException = standard('System.NoDataFoundException');
export const NoSuchElementException = standard('System.NoSuchElementException');
export const NullPointerException = standard('System.NullPointerException');
export const SearchException = standard('System.SearchException');
export const SecurityException = standard('System.SecurityException');
export const SerializationException = standard('System.SerializationException');
export const SObjectException = standard('System.SObjectException');
export const StringException = standard('System.StringException');
export const TypeException = standard('System.TypeException');
export const UnexpectedException = standard('System.UnexpectedException');
export const UnsupportedOperationException = standard('System.UnsupportedOperationException');
export const AssertException = standard('System.AssertException');
// The library itself throws none of these.
for (const name of ['HandledException', 'VisualforceException', 'XmlException']) standard(`System.${name}`);

/** A query that failed: in user mode it tells what was out of reach. */
export class QueryException extends ApexException {
  static override readonly $typeName = 'System.QueryException';
  $inaccessible: ReadonlyMap<string, ReadonlySet<string>> = new Map();
}
standardExceptions.set('queryexception', QueryException);

for (const name of [
  'System.BigObjectException', 'System.CanvasException', 'System.DuplicateMessageException', 'System.EmailTemplateRenderException',
  'System.ExternalObjectException', 'System.FatalCursorException', 'System.FlowException', 'System.FormulaEvaluationException', 'System.FormulaValidationException', 'System.InvalidHeaderException',
  'System.InvalidReadOnlyUserDmlException', 'System.LicenseException', 'System.PlatformCacheException', 'System.ProcedureException',
  'System.RequiredFeatureMissingException', 'System.TouchHandledException', 'System.TransientCursorException', 'System.WaveTemplateException',
  'Auth.AuthProviderPluginException', 'Auth.JWTValidationException', 'Auth.VerificationException', 'Cache.CacheException',
  'Cache.InvalidParamException', 'Cache.ItemSizeLimitExceededException', 'Cache.Org.OrgCacheException', 'Cache.SessionCacheException',
  'Cache.PlatformCacheInvalidOperationException', 'Compression.ZipException', 'ConnectApi.ConnectApiException', 'ConnectApi.NotFoundException',
  'ConnectApi.RateLimitException', 'DataSource.DataSourceException', 'EventBus.RetryableException',
]) {
  standard(name);
}

/** For a person at the screen. Its own code sees only `Script-thrown exception`, unless it sets the message. */
export class AuraHandledException extends ApexException {
  static override readonly $typeName = 'System.AuraHandledException';
  /** What the client is shown. */
  clientMessage: string | null = null;

  override $init(first?: unknown, second?: unknown): this {
    super.$init(first, second);
    this.clientMessage = this.$message;
    this.$message = null;
    return this;
  }

  override setmessage(message: string | null): void {
    super.setmessage(message);
    this.clientMessage = message;
  }
}
standardExceptions.set('aurahandledexception', AuraHandledException);

/** Apex code may not catch these: they end the transaction. */
export function isUncatchable(exception: unknown): boolean {
  return exception instanceof LimitException || exception instanceof AssertException;
}
