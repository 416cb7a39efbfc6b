/** Errors that every stage of the local org may raise. */

/** Something the platform offers and the local org does not. Apex cannot catch it; APIs answer 501 with its text. */
export class NotImplementedError extends Error {
  readonly feature: string;
  constructor(feature: string) {
    super(`Not implemented in the local org: ${feature}`);
    this.name = 'NotImplementedError';
    this.feature = feature;
  }
}

/** An error the platform itself would answer with, e.g. `('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Serial is required', ['Serial__c'])`. */
export class OrgError extends Error {
  readonly statusCode: string;
  readonly fields: readonly string[];
  constructor(statusCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'OrgError';
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

/** A governor limit was passed. Apex sees an uncatchable System.LimitException; the transaction ends. */
export class LimitFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LimitFailure';
  }
}

/** An Apex exception that nobody caught, as it leaves the code that the host called. */
export class ApexFailure extends Error {
  /** `System.DmlException`, `MyService.MyException` */
  readonly typeName: string;
  /** `Class.Foo.bar: line 12, column 1`, one frame a line; '' where there is none. */
  readonly stackTrace: string;
  constructor(typeName: string, message: string, stackTrace: string) {
    super(message);
    this.name = 'ApexFailure';
    this.typeName = typeName;
    this.stackTrace = stackTrace;
  }

  /** `System.DmlException: Insert failed…`, then the stack. */
  describe(): string {
    return `${this.typeName}: ${this.message}${this.stackTrace === '' ? '' : `\n\n${this.stackTrace}`}`;
  }
}

/** A class was used that does not compile. A real org would not have taken it; here the rest of the project still runs. */
export class BrokenClassError extends Error {
  constructor(className: string, problem: string) {
    super(`The Apex class ${className} does not compile: ${problem}`);
    this.name = 'BrokenClassError';
  }
}
