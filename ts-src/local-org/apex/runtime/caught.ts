import { DmlFailure } from '../../execution/context.ts';
import { LimitFailure, NotImplementedError, OrgError } from '../../execution/errors.ts';
import { ReadOnlyRecordError, UnqueriedFieldError, ValueError } from '../../values/index.ts';
import { SoqlSyntaxError } from '../../soql/index.ts';
import { DmlException } from './dml-exception.ts';
import {
  ApexException, CalloutException, FinalException, IllegalArgumentException, InvalidParameterValueException, LimitException, ListException, MathException, NullPointerException,
  QueryException, SearchException, SecurityException, SObjectException, StringException, TypeException, captured, isUncatchable,
} from './exceptions.ts';
import type { ExceptionClass } from './exceptions.ts';

const BY_VALUE_ERROR: Readonly<Record<ValueError['exception'], ExceptionClass>> = {
  MathException, TypeException, StringException, InvalidParameterValueException, IllegalArgumentException,
};

/**
 * The Apex exception a thrown thing stands for; undefined when it is an error of the host or a gap, which Apex never sees.
 * The stack of the original is kept, so that the Apex line is right.
 */
export function toApexException(thrown: unknown): ApexException | undefined {
  if (thrown instanceof ApexException) return thrown;
  if (!(thrown instanceof Error) || thrown instanceof NotImplementedError) return undefined;
  const made = (type: ExceptionClass, message: string): ApexException => withStackOf(thrown, type, message);
  if (thrown instanceof DmlFailure) {
    const exception = DmlException.fromFailure(thrown);
    if (thrown.stack !== undefined) exception.stack = thrown.stack;
    return exception;
  }
  if (thrown instanceof LimitFailure) return made(LimitException, thrown.message);
  if (thrown instanceof ValueError) return made(BY_VALUE_ERROR[thrown.exception], thrown.message);
  if (thrown instanceof UnqueriedFieldError) return made(SObjectException, thrown.message);
  if (thrown instanceof ReadOnlyRecordError) return made(FinalException, thrown.message);
  if (thrown instanceof SoqlSyntaxError) return made(QueryException, thrown.message);
  if (thrown instanceof OrgError) return withInaccessible(thrown, made(BY_STATUS[thrown.statusCode] ?? QueryException, thrown.message));
  if (thrown instanceof TypeError) return isNullAccess(thrown.message) ? made(NullPointerException, 'Attempt to de-reference a null object') : undefined;
  if (thrown instanceof RangeError) {
    if (/call stack/.test(thrown.message)) return made(LimitException, 'Maximum stack depth reached: 1001');
    // Heap is not measured; what the engine itself cannot hold is beyond any limit.
    if (/Invalid (?:string|array|typed array|array buffer) length|maximum size exceeded/.test(thrown.message)) return made(LimitException, 'Apex heap size too large');
    if (/[Dd]ivision by zero/.test(thrown.message)) return made(MathException, 'Divide by 0');
  }
  return undefined;
}

/** Status codes that are not the fault of a query. */
const BY_STATUS: Readonly<Record<string, ExceptionClass>> = {
  INVALID_SEARCH: SearchException,
  MALFORMED_SEARCH: SearchException,
  CALLOUT: CalloutException,
  INVALID_ID_FIELD: StringException,
  MALFORMED_ID: StringException,
  INSUFFICIENT_ACCESS_OR_READONLY: SecurityException,
  LIST_EXCEPTION: ListException,
};

/** V8's words for `null.x`; reading from undefined is a gap of ours, not a null of theirs. */
function isNullAccess(message: string): boolean {
  return /\bnull\b/.test(message) && !/undefined/.test(message);
}

/** In user mode a query names what it could not reach. */
function withInaccessible(error: OrgError & { readonly inaccessible?: QueryException['$inaccessible'] | undefined }, exception: ApexException): ApexException {
  if (exception instanceof QueryException && error.inaccessible !== undefined) exception.$inaccessible = error.inaccessible;
  return exception;
}

function withStackOf(error: Error, type: ExceptionClass, message: string): ApexException {
  const exception = new type();
  exception.$message = message;
  exception.stack = error.stack ?? '';
  return exception;
}

/** First thing in every catch block: what Apex may catch, as its exception; everything else goes on. */
export function caught(thrown: unknown): ApexException {
  const exception = toApexException(thrown);
  if (exception === undefined) throw gap(thrown);
  if (isUncatchable(exception)) throw exception;
  return exception;
}

/** Calls of members that do not exist and reads from undefined: what the library lacks. */
function gap(thrown: unknown): unknown {
  if (thrown instanceof TypeError && /is not a (?:function|constructor)|of undefined/.test(thrown.message)) {
    const error = new NotImplementedError(thrown.message);
    if (thrown.stack !== undefined) error.stack = thrown.stack;
    return error;
  }
  return thrown;
}

/** `throw e`: null becomes NullPointerException; line and stack are those of the first throw. */
export function thrown(exception: ApexException | null): ApexException {
  if (exception === null) {
    const npe = new NullPointerException();
    npe.$message = 'Attempt to de-reference a null object';
    return captured(npe, thrown);
  }
  return captured(exception, thrown);
}
