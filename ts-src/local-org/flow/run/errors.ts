import { DmlFailure } from '../../execution/context.ts';
import { ApexFailure, OrgError } from '../../execution/errors.ts';
import { FormulaError } from '../../formula/index.ts';
import { LogicError } from './logic.ts';

/** An element failed in one interview. The fault path sees `message` as `{!$Flow.FaultMessage}`. */
export class FlowFault extends Error {
  /** Of the row or the whole statement: `FIELD_CUSTOM_VALIDATION_EXCEPTION`, `UNKNOWN_EXCEPTION`. */
  readonly statusCode: string;
  constructor(message: string, statusCode = 'UNKNOWN_EXCEPTION') {
    super(message);
    this.name = 'FlowFault';
    this.statusCode = statusCode;
  }
}

/** A value was read through a record or variable that is not there. */
export function notSet(reference: string): FlowFault {
  return new FlowFault(`The flow failed to access the value for ${reference} because it hasn't been set or assigned.`);
}

const GUIDE = 'You can look up ExceptionCode values in the SOAP API Developer Guide.';

/** Words of a save or query that failed in a flow. */
export function recordFault(verb: 'create' | 'update' | 'delete' | 'look up', statusCode: string, message: string): FlowFault {
  return new FlowFault(`This error occurred when the flow tried to ${verb} records: ${statusCode}: ${message}. ${GUIDE}`, statusCode);
}

/** What a fault path may catch of an action or a statement; undefined: the error goes further up. */
export function asFault(error: unknown, verb?: Parameters<typeof recordFault>[0]): FlowFault | undefined {
  if (error instanceof FlowFault) return error;
  if (error instanceof DmlFailure) {
    const first = error.failures[0]?.error;
    return verb === undefined ? new FlowFault(error.message, first?.statusCode) : recordFault(verb, first?.statusCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? error.message);
  }
  if (error instanceof OrgError) return verb === undefined ? new FlowFault(error.message, error.statusCode) : recordFault(verb, error.statusCode, error.message);
  if (error instanceof ApexFailure) return new FlowFault(`An Apex error occurred: ${error.typeName}: ${error.message}`, 'APEX_ERROR');
  return undefined;
}

/** Runs a compiler of parts of a flow that a deploy would have refused. @throws OrgError instead of the fault in the formula or logic */
export function sound<T>(flowName: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof FormulaError || error instanceof LogicError) throw new OrgError('INVALID_OPERATION', `The flow ${flowName} can't run: ${error.message}`);
    throw error;
  }
}
