import { Decimal } from '../values/decimal.ts';
import type { Value } from '../values/value.ts';
import { ValueError } from '../values/value-error.ts';
import type { FormulaContext, FormulaField, FormulaScope } from './context.ts';
import { FormulaError, FormulaEvaluationError, OperationError } from './errors.ts';
import type { FunctionSpec } from './function-table.ts';
import { functionNamed } from './functions/index.ts';
import { operate } from './operations.ts';
import { specialForm } from './special-forms.ts';
import type { BinaryOperator, FieldNode, FormulaNode, FormulaPlace } from './tree.ts';
import { fits, typeName, type FormulaType } from './types.ts';

export type FormulaPurpose = 'field' | 'default' | 'validation' | 'flow';

export interface CompileOptions {
  /** What the formula is for: formula fields may not look at the save in progress. Default `validation`. */
  readonly purpose?: FormulaPurpose;
  /** Number fields without a value count as 0. Default false. */
  readonly blankAsZero?: boolean;
}

/** A node of the typed tree: what it is, and how to get its value. */
export interface TypedNode {
  readonly node: FormulaNode;
  readonly type: FormulaType;
  readonly run: (context: FormulaContext) => Value;
}

const HUNDREDTH = Decimal.parse('0.01');

/** Types a formula and turns its nodes into functions. */
export class FormulaCompiler {
  readonly options: CompileOptions;
  /** Paths of the record that are read, once each; globals are not among them. */
  readonly paths = new Map<string, readonly string[]>();
  private readonly scope: FormulaScope;

  constructor(scope: FormulaScope, options: CompileOptions) {
    this.scope = scope;
    this.options = options;
  }

  compile(node: FormulaNode): TypedNode {
    switch (node.kind) {
      case 'literal': {
        const { value } = node;
        return { node, type: node.type, run: () => value };
      }
      case 'field':
        return this.field(node);
      case 'call':
        return this.call(node);
      case 'unary':
        return node.operator === '!' ? this.negation(node) : this.sign(node);
      case 'binary':
        return node.operator === '&&' || node.operator === '||' ? this.junction(node, node.operator === '&&', [node.left, node.right]) : this.binary(node);
    }
  }

  /** The field that a node names, and a reader of it. */
  field(node: FieldNode): TypedNode {
    const field = this.lookup(node);
    const { path } = field;
    return { node, type: field.type, run: (context) => this.converted(field, context.value(path)) };
  }

  /** @throws FormulaError when there is no such field */
  lookup(node: FieldNode): FormulaField {
    const field = this.scope.field(node.path);
    if (field === undefined) throw new FormulaError(`Field ${node.path.join('.')} does not exist. Check spelling.`, node.at);
    if (!field.path[0]!.startsWith('$')) this.paths.set(field.path.join('.'), field.path);
    return field;
  }

  /** A stored value as formulas see it: every number a Decimal, percent as a fraction, blanks as the options say. */
  converted(field: FormulaField, value: Value): Value {
    if (value === null || value === undefined) {
      if (field.type === 'Number' && this.options.blankAsZero === true) return Decimal.ZERO;
      return field.type === 'Boolean' ? false : null;
    }
    if (typeof value === 'number') return Decimal.of(value);
    if (typeof value === 'bigint') return Decimal.fromBigInt(value);
    return field.percent === true && value instanceof Decimal ? value.times(HUNDREDTH) : value;
  }

  /** Arguments that must be Boolean, tried in order until one decides. */
  junction(node: FormulaNode, all: boolean, terms: readonly FormulaNode[]): TypedNode {
    const compiled = terms.map((term) => this.expect(term, 'Boolean', nameOf(node)));
    const run = (context: FormulaContext): Value => {
      for (const term of compiled) {
        // What is unknown is not true.
        if ((term.run(context) === true) !== all) return !all;
      }
      return all;
    };
    return { node, type: 'Boolean', run };
  }

  negation(node: Extract<FormulaNode, { kind: 'unary' }>): TypedNode {
    const operand = this.expect(node.operand, 'Boolean', "function 'NOT()'");
    const run = (context: FormulaContext): Value => {
      const value = operand.run(context);
      return value === null ? null : value !== true;
    };
    return { node, type: 'Boolean', run };
  }

  /** Compiles an argument and checks its type. */
  expect(node: FormulaNode, wanted: FormulaType | readonly FormulaType[], where: string): TypedNode {
    const typed = this.compile(node);
    const types = typeof wanted === 'string' ? [wanted] : wanted;
    if (!types.some((type) => fits(type, typed.type))) this.failType(typed, types, where);
    return typed;
  }

  failType(given: TypedNode, wanted: readonly FormulaType[], where: string): never {
    const { node, type } = given;
    if (type === 'Picklist' && node.kind === 'field') {
      throw new FormulaError(`Field ${node.path.join('.')} is a picklist field. Picklist fields are only supported in certain functions.`, node.at);
    }
    if (type === 'MultiPicklist' && node.kind === 'field') {
      throw new FormulaError(`Field ${node.path.join('.')} is a multi-select picklist field. Multi-select picklist fields are only supported in certain functions.`, node.at);
    }
    throw new FormulaError(`Incorrect parameter type for ${where}. Expected ${wanted.map(typeName).join(', ')}, received ${typeName(type)}`, node.at);
  }

  failCount(node: Extract<FormulaNode, { kind: 'call' }>, expected: number): never {
    throw new FormulaError(`Incorrect number of parameters for ${nameOf(node)}. Expected ${expected}, received ${node.args.length}`, node.at);
  }

  private call(node: Extract<FormulaNode, { kind: 'call' }>): TypedNode {
    const form = specialForm(node.name);
    if (form !== undefined) return form(this, node);
    const spec = functionNamed(node.name);
    if (spec === undefined) throw new FormulaError(`Unknown function ${node.name.toUpperCase()}. Check spelling.`, node.at);
    if (this.options.purpose === 'field' && node.name.toLowerCase() === 'regex') failPurpose(node);
    const args = this.parameters(node, spec);
    const where = nameOf(node);
    const type = typeof spec.returns === 'string' ? spec.returns : spec.returns(args.map((arg) => arg.type));
    const run = guarded(where, node.at, (context) => {
      const values: Value[] = [];
      for (const arg of args) {
        const value = arg.run(context);
        if (value === null && spec.nulls !== true) return null;
        values.push(value);
      }
      return spec.run(values, context);
    });
    return { node, type, run };
  }

  private parameters(node: Extract<FormulaNode, { kind: 'call' }>, spec: FunctionSpec): readonly TypedNode[] {
    const { parameters } = spec;
    const required = spec.required ?? parameters.length;
    const { length } = node.args;
    if (length < required) this.failCount(node, required);
    if (length > parameters.length && spec.more !== true) this.failCount(node, parameters.length);
    return node.args.map((arg, n) => this.expect(arg, parameters[Math.min(n, parameters.length - 1)]!, nameOf(node)));
  }

  private sign(node: Extract<FormulaNode, { kind: 'unary' }>): TypedNode {
    const operand = this.expect(node.operand, 'Number', nameOf(node));
    if (node.operator === '+') return { ...operand, node };
    const run = (context: FormulaContext): Value => {
      const value = operand.run(context);
      return value instanceof Decimal ? value.negate() : null;
    };
    return { node, type: 'Number', run };
  }

  private binary(node: Extract<FormulaNode, { kind: 'binary' }>): TypedNode {
    const operator = node.operator as Exclude<BinaryOperator, '&&' | '||'>;
    const left = this.compile(node.left);
    const right = this.compile(node.right);
    const type = this.resultType(node, left, right);
    const asText = left.type === 'Text' || right.type === 'Text';
    const run = guarded(nameOf(node), node.at, (context) => operate(operator, left.run(context), right.run(context), asText));
    return { node, type, run };
  }

  private resultType(node: Extract<FormulaNode, { kind: 'binary' }>, left: TypedNode, right: TypedNode): FormulaType {
    const where = nameOf(node);
    const a = left.type;
    const require = (types: readonly FormulaType[], typed: TypedNode): void => {
      if (!types.some((type) => fits(type, typed.type))) this.failType(typed, types, where);
    };
    switch (node.operator) {
      case '+':
      case '-':
        return this.sumType(node.operator, left, right, where);
      case '*':
      case '/':
      case '^':
        require(['Number'], left);
        require(['Number'], right);
        return 'Number';
      case '&':
        require(['Text'], left);
        require(['Text'], right);
        return 'Text';
      case '=':
      case '<>':
        require(['Number', 'Text', 'Boolean', 'Date', 'DateTime', 'Time'], left);
        if (a !== 'Null' && a !== 'Any') require([a], right);
        else require(['Number', 'Text', 'Boolean', 'Date', 'DateTime', 'Time'], right);
        return 'Boolean';
      default:
        require(['Number', 'Text', 'Date', 'DateTime', 'Time'], left);
        require(a === 'Null' || a === 'Any' ? ['Number', 'Text', 'Date', 'DateTime', 'Time'] : [a], right);
        return 'Boolean';
    }
  }

  private sumType(operator: '+' | '-', left: TypedNode, right: TypedNode, where: string): FormulaType {
    const a = left.type;
    const b = right.type;
    if (a === 'Null' || b === 'Null') return a === 'Text' || b === 'Text' ? 'Text' : a === 'Null' ? b : a;
    if (a === 'Any' || b === 'Any') return 'Any';
    if (a === 'Text' && operator === '+') {
      if (b !== 'Text') this.failType(right, ['Text'], where);
      return 'Text';
    }
    if (a === 'Number') {
      if (b === 'Number') return 'Number';
      if (operator === '+' && (b === 'Date' || b === 'DateTime')) return b;
      this.failType(right, ['Number'], where);
    }
    if (a === 'Date' || a === 'DateTime' || a === 'Time') {
      if (b === 'Number') return a;
      if (operator === '-' && a === b) return 'Number';
      this.failType(right, ['Number'], where);
    }
    return this.failType(left, ['Number', 'Date', 'DateTime'], where);
  }
}

/** How error messages call an operator or function. */
export function nameOf(node: FormulaNode): string {
  if (node.kind === 'call') return `function '${node.name.toUpperCase()}()'`;
  if (node.kind === 'binary' && node.operator === '&&') return "function 'AND()'";
  if (node.kind === 'binary' && node.operator === '||') return "function 'OR()'";
  return node.kind === 'binary' || node.kind === 'unary' ? `operator '${node.operator}'` : 'formula';
}

export function failPurpose(node: Extract<FormulaNode, { kind: 'call' }>): never {
  throw new FormulaError(`Function ${node.name.toUpperCase()} may not be used in this type of formula`, node.at);
}

/** Adds the function and its place to what goes wrong inside. */
export function guarded(where: string, at: FormulaPlace, run: TypedNode['run']): TypedNode['run'] {
  return (context) => {
    try {
      return run(context);
    } catch (error) {
      if (error instanceof OperationError || error instanceof ValueError) throw new FormulaEvaluationError(error.message, where, at);
      throw error;
    }
  };
}
