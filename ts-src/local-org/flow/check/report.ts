import type { DeployProblem } from '../../metadata/index.ts';
import { FormulaError } from '../../formula/index.ts';
import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { FlowDataType, FlowFilters, FlowSource } from '../model/types.ts';
import type { CompiledFlow } from '../run/compiled-flow.ts';
import { isComparison } from '../run/compare.ts';
import { compileFlowFormula } from '../run/formulas.ts';
import { LogicError, parseLogic } from '../run/logic.ts';
import type { Reference } from '../run/references.ts';
import { isFilterOperator } from '../run/row-conditions.ts';
import { unknownNames } from '../run/templates.ts';

/** Condition operators that are no comparison of two values. */
const STATE_OPERATORS = new Set(['WasVisited', 'HasError', 'WasSelected', 'WasSet', 'IsChanged']);

/** Where a problem is: `Get_Account (Get Records)`. */
export interface Place {
  readonly name: string;
  readonly kind: string;
  readonly line: number;
}

/** Collects what is wrong with one flow, in the form `Element (Kind) - sentence`. */
export class FlowReport {
  readonly flow: CompiledFlow;
  readonly problems: DeployProblem[] = [];

  constructor(flow: CompiledFlow) {
    this.flow = flow;
  }

  error(place: Place, problem: string): void {
    this.add(place, problem, 'Error');
  }

  warning(place: Place, problem: string): void {
    this.add(place, problem, 'Warning');
  }

  private add({ name, kind, line }: Place, problem: string, problemType: 'Error' | 'Warning'): void {
    const { model } = this.flow;
    const text = `${name} (${kind}) - ${problem}`;
    if (this.problems.some((known) => known.problem === text)) return;
    this.problems.push({ componentType: 'Flow', fullName: model.name, fileName: model.file, line, column: 0, problem: text, problemType });
  }

  unsupported(place: Place, features: readonly string[]): void {
    for (const feature of features) this.warning(place, `Not implemented in the local org: ${feature}`);
  }

  object(place: Place, name: string | undefined): SObjectDef | undefined {
    const object = name === undefined ? undefined : this.flow.host.schema.object(name);
    if (object === undefined) this.error(place, name === undefined ? 'The object is missing.' : `The object "${name}" doesn't exist.`);
    return object;
  }

  field(place: Place, object: SObjectDef | undefined, name: string | undefined): void {
    if (object !== undefined && name !== undefined && object.field(name) === undefined) this.error(place, `The field "${name}" for the object "${object.name}" doesn't exist.`);
  }

  reference(place: Place, text: string | undefined): Reference | undefined {
    if (text === undefined || text === '') {
      this.error(place, 'A reference is missing.');
      return undefined;
    }
    const reference = this.flow.reference(text);
    if (reference === undefined) this.error(place, `The reference "${text}" doesn't exist in this flow.`);
    return reference;
  }

  target(place: Place, text: string | undefined): Reference | undefined {
    const reference = this.reference(place, text);
    if (reference !== undefined && reference.write === undefined) this.error(place, `"${text}" can't be assigned a value.`);
    return reference;
  }

  source(place: Place, source: FlowSource | undefined): void {
    if (source === undefined) return;
    if (source.kind === 'reference') this.reference(place, source.reference);
    if (source.kind === 'template') this.text(place, source.text);
    if (source.kind === 'formula') this.formula(place, source.expression, source.dataType);
  }

  text(place: Place, text: string | undefined): void {
    for (const name of text === undefined ? [] : unknownNames(this.flow, text)) this.error(place, `The merge field "{!${name}}" doesn't exist in this flow.`);
  }

  formula(place: Place, expression: string, dataType: FlowDataType): void {
    this.tried(() => compileFlowFormula(this.flow, expression, dataType), (reason) => this.error(place, `The formula expression is invalid: ${reason}`));
  }

  /** Runs a compiler for its errors. A gap is reported where it stands. */
  private tried(work: () => unknown, fail: (reason: string) => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof FormulaError) && !(error instanceof NotImplementedError) && !(error instanceof LogicError)) throw error;
      fail(error.message);
    }
  }

  logic(place: Place, logic: string, count: number): void {
    if (!/\d/.test(logic)) return;
    this.tried(() => parseLogic(logic, count), (reason) => this.error(place, reason));
  }

  conditionOperator(place: Place, operator: string): void {
    if (!isComparison(operator) && !STATE_OPERATORS.has(operator)) this.error(place, `The operator "${operator}" isn't supported in conditions.`);
  }

  /** Filters on rows of an object. */
  filters(place: Place, object: SObjectDef | undefined, { logic, filters }: FlowFilters, isEntry = false): void {
    this.logic(place, logic, filters.length);
    for (const { field, operator, value } of filters) {
      if (!isEntry || !field.includes('.')) this.field(place, object, field);
      if (isEntry ? !isComparison(operator) && !STATE_OPERATORS.has(operator) : !isFilterOperator(operator)) this.error(place, `The operator "${operator}" isn't supported in filters.`);
      this.source(place, value);
    }
  }
}
