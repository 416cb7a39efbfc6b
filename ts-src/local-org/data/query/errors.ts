import { OrgError } from '../../execution/errors.ts';
import type { SourceRange } from '../../soql/ast.ts';

const WSDL = 'Please reference your WSDL or the describe call for the appropriate names.';

/** An error in a query, with the place in its text where there is one. */
export class QueryError extends OrgError {
  readonly at: SourceRange | undefined;
  /** User mode: every object and field that was out of reach, by object. */
  readonly inaccessible: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  constructor(statusCode: string, message: string, at?: SourceRange, inaccessible?: ReadonlyMap<string, ReadonlySet<string>>) {
    super(statusCode, message);
    this.name = 'QueryError';
    this.at = at;
    this.inaccessible = inaccessible;
  }
}

export function unsupportedObject(name: string, at?: SourceRange, inaccessible?: QueryError['inaccessible']): QueryError {
  const hint = `If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${WSDL}`;
  return new QueryError('INVALID_TYPE', `sObject type '${name}' is not supported. ${hint}`, at, inaccessible);
}

export function noSuchColumn(field: string, object: string, at?: SourceRange, inaccessible?: QueryError['inaccessible']): QueryError {
  const hint = `If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${WSDL}`;
  return new QueryError('INVALID_FIELD', `No such column '${field}' on entity '${object}'. ${hint}`, at, inaccessible);
}

export function noSuchRelationship(name: string, at?: SourceRange): QueryError {
  const hint = `If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`;
  return new QueryError('INVALID_FIELD', `Didn't understand relationship '${name}' in field path. ${hint}`, at);
}

export function noSuchChildRelationship(name: string, at?: SourceRange): QueryError {
  const hint = `If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${WSDL}`;
  return new QueryError('INVALID_TYPE', `Didn't understand relationship '${name}' in FROM part of query call. ${hint}`, at);
}

export function malformed(message: string, at?: SourceRange): QueryError {
  return new QueryError('MALFORMED_QUERY', message, at);
}

export function invalidField(message: string, at?: SourceRange): QueryError {
  return new QueryError('INVALID_FIELD', message, at);
}
