import { current } from '../../execution/context.ts';
import { FormulaEvaluationError, compileFormula } from '../../formula/index.ts';
import type { FormulaContext, FormulaField, FormulaScope, FormulaType } from '../../formula/index.ts';
import { Decimal, SObjectRecord } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { FlowDataType } from '../model/types.ts';
import type { CompiledFlow } from './compiled-flow.ts';
import { FlowFault } from './errors.ts';
import { FlowStructure, convert, isList, plainText } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';
import type { Interview } from './interview.ts';
import type { Reference } from './references.ts';

/** A formula of a flow, compiled. */
export interface CompiledFormula {
  /** @throws FlowFault */
  run(interview: Interview): FlowValue;
}

/** @throws FormulaError when the formula could not be saved in Flow Builder */
export function compileFlowFormula(flow: CompiledFlow, expression: string, dataType: FlowDataType, scale?: number): CompiledFormula {
  const references = new Map<string, Reference>();
  const formula = compileFormula(expression, scopeOf(flow, references), { purpose: 'flow' });
  return {
    run: (interview) => {
      try {
        const value = convert(formula.run(contextOf(interview, references)), dataType, interview.zone);
        return value instanceof Decimal && scale !== undefined ? value.setScale(scale, 'HALF_UP') : value;
      } catch (error) {
        if (error instanceof FormulaEvaluationError) throw new FlowFault(`The formula expression is invalid: ${error.message}`);
        throw error;
      }
    },
  };
}

/**
 * Names in a flow's formula. Each stands as one path part, its reference by text, so that PRIORVALUE and ISCHANGED, which take own
 * fields only, take `{!$Record.Name}`.
 */
function scopeOf(flow: CompiledFlow, references: Map<string, Reference>): FormulaScope {
  return {
    field: (path): FormulaField | undefined => {
      const text = path.join('.');
      const reference = flow.reference(text);
      if (reference === undefined) return undefined;
      references.set(text, reference);
      return { type: formulaTypeOf(reference.type), path: [text], percent: reference.percent };
    },
  };
}

function contextOf(interview: Interview, references: ReadonlyMap<string, Reference>): FormulaContext {
  const { trigger } = interview;
  return {
    value: ([text]) => asFormulaValue(references.get(text!)!.read(interview, false)),
    prior: ([text]) => asFormulaValue(interview.withPrior(() => references.get(text!)!.read(interview, false))),
    isNew: trigger !== undefined && trigger.prior === null,
    now: current().clock.now(),
    timeZone: interview.zone,
  };
}

function asFormulaValue(value: FlowValue): Value {
  if (value instanceof SObjectRecord) return value.id;
  return value instanceof FlowStructure || isList(value) ? plainText(value) : value;
}

function formulaTypeOf(type: FlowType | undefined): FormulaType {
  if (type === undefined || type.collection) return 'Any';
  switch (type.dataType) {
    case 'String': return 'Text';
    case 'Number': case 'Currency': return 'Number';
    // Flow formulas take picklists as text too: TEXT() and ISPICKVAL() of them are as good as a comparison.
    case 'Picklist': return type.field === undefined ? 'Any' : 'Picklist';
    case 'Multipicklist': return type.field === undefined ? 'Any' : 'MultiPicklist';
    case 'Boolean': case 'Date': case 'DateTime': case 'Time': return type.dataType;
    default: return 'Any';
  }
}
