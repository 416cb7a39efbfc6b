/** Checked statement -> JavaScript. */
import type { Catch, Code, Dml, Expr, Stmt, SwitchCase } from '../check/bound.ts';
import { isList } from '../types/types.ts';
import type { Type } from '../types/types.ts';
import { assignment, compoundAssignment, step } from './assignments.ts';
import { conditionCode, expressionCode, sharingOf } from './expressions.ts';
import { atLine, atStatement } from './lines.ts';
import { brand } from './names.ts';
import { nonNullLocals } from './null-safety.ts';
import type { UnitWriter } from './unit-writer.ts';

/** Where `break`, `continue` and `return` have to go through. */
type Frame = { readonly kind: 'loop'; readonly label: string; labelUsed: boolean } | { readonly kind: 'switch' } | { readonly kind: 'closure'; left: Set<string> };

export class StatementWriter {
  private readonly unit: UnitWriter;
  private readonly frames: Frame[] = [];
  private labels = 0;
  private lists = 0;

  constructor(unit: UnitWriter) {
    this.unit = unit;
  }

  private expression(expression: Expr): string {
    return expressionCode(this.unit, expression);
  }

  /** An expression whose value nobody needs. */
  private effect(expression: Expr): string {
    switch (expression.kind) {
      case 'assign': return assignment(this.unit, expression, false);
      case 'compound': return compoundAssignment(this.unit, expression, false);
      case 'step': return step(this.unit, expression, false);
      case 'paren': return this.effect(expression.operand);
      default: return this.expression(expression);
    }
  }

  private list(statements: readonly Stmt[]): string {
    return statements.map((statement) => this.statement(statement)).join('');
  }

  block(statement: Extract<Stmt, { kind: 'block' }>): string {
    return `{${this.list(statement.statements)}${atLine(statement.endLine)}}`;
  }

  private braced(statement: Stmt): string {
    return statement.kind === 'block' ? this.block(statement) : `{${this.statement(statement)}}`;
  }

  statement(statement: Stmt): string {
    const here = atStatement(statement.line);
    switch (statement.kind) {
      case 'block':
        return `${atLine(statement.line)}${this.block(statement)}`;
      case 'declare':
        return statement.init === undefined ? `${atLine(statement.line)}let ${statement.local.js}=null;` : `${here}let ${statement.local.js}=${this.expression(statement.init)};`;
      case 'expression':
        return `${here}${this.effect(statement.expression)};`;
      case 'if':
        return `${here}if(${conditionCode(this.unit, statement.condition)})${this.braced(statement.then)}${statement.else === undefined ? '' : `else ${this.braced(statement.else)}`}`;
      case 'for':
        return this.forLoop(statement);
      case 'forEach':
        if (isList(statement.iterable.type) && statement.iterable.kind !== 'soql') return this.listLoop(statement, here);
        return this.loop((body) => `${here}for(let ${statement.local.js} of ${this.iterable(statement.iterable)})${body}`, statement.body);
      case 'while':
        return this.loop((body) => `${here}while(${conditionCode(this.unit, statement.condition)})${body}`, statement.body);
      case 'doWhile':
        return this.loop((body) => `${atLine(statement.line)}do${body}while(${conditionCode(this.unit, statement.condition)});`, statement.body);
      case 'switch':
        return this.switchStatement(statement);
      case 'try':
        return this.tryStatement(statement);
      case 'throw':
        return `${here}throw $.thrown(${this.expression(statement.expression)});`;
      case 'return':
        return this.returnStatement(statement.expression, here);
      case 'break': case 'continue':
        return `${here}${this.jump(statement.kind)}`;
      case 'empty':
        return ';';
      case 'dml':
        return `${here}${this.dml(statement)};`;
      case 'runAs':
        return this.runAs(statement, here);
    }
  }

  private iterable(expression: Expr): string {
    const code = this.expression(expression);
    return expression.kind === 'soql' && expression.shape !== 'list' ? code : `$.iterate(${code})`;
  }

  /** Lists are walked by index: faster than the iterator protocol. While the loop runs, the list is locked. */
  private listLoop(statement: Extract<Stmt, { kind: 'forEach' }>, here: string): string {
    const list = `$c${++this.lists}`;
    const index = `$i${this.lists}`;
    const open = `${here}{const ${list}=$.loop(${this.expression(statement.iterable)});try{for(let ${index}=0;${index}<${list}.items.length;){let ${statement.local.js}=${list}.items[${index}++];`;
    return this.loop((body) => `${open}${body}}}finally{${list}.locks--;}}`, statement.body);
  }

  private loop(write: (body: string) => string, body: Stmt): string {
    const frame: Frame = { kind: 'loop', label: `L${++this.labels}`, labelUsed: false };
    this.frames.push(frame);
    const inner = this.braced(body);
    this.frames.pop();
    const code = write(inner);
    return frame.labelUsed ? `${frame.label}:${code}` : code;
  }

  private forLoop(statement: Extract<Stmt, { kind: 'for' }>): string {
    const init = statement.init.map((part) => (part.kind === 'declare' ? `${part.local.js}=${part.init === undefined ? 'null' : this.expression(part.init)}` : part.kind === 'expression' ? this.effect(part.expression) : ''));
    const keyword = statement.init[0]?.kind === 'declare' ? 'let ' : '';
    const condition = statement.condition === undefined ? '' : conditionCode(this.unit, statement.condition);
    const update = statement.update.map((part) => this.effect(part)).join(',');
    return this.loop((body) => `${atStatement(statement.line)}for(${keyword}${init.join(',')};${condition};${update})${body}`, statement.body);
  }

  private jump(kind: 'break' | 'continue'): string {
    let throughSwitch = false;
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i]!;
      if (frame.kind === 'closure') {
        frame.left.add(kind);
        return kind === 'break' ? 'return 1;' : 'return 2;';
      }
      if (frame.kind === 'switch') throughSwitch = true;
      else if (throughSwitch && kind === 'break') {
        frame.labelUsed = true;
        return `break ${frame.label};`;
      } else break;
    }
    return `${kind};`;
  }

  private get closure(): Extract<Frame, { kind: 'closure' }> | undefined {
    return this.frames.findLast((frame) => frame.kind === 'closure');
  }

  private returnStatement(expression: Expr | undefined, here: string): string {
    const { closure } = this;
    const value = expression === undefined ? '' : this.expression(expression);
    closure?.left.add('return');
    if (closure !== undefined) return `${here}return[${value}];`;
    return value === '' ? `${here}return;` : `${here}return(${value});`;
  }

  private switchStatement(statement: Extract<Stmt, { kind: 'switch' }>): string {
    const here = atStatement(statement.line);
    const subject = this.expression(statement.subject);
    if (statement.cases.some((when) => when.kind === 'type')) return this.typeSwitch(statement, subject, here);
    this.frames.push({ kind: 'switch' });
    const cases = statement.cases.map((when) => {
      if (when.kind === 'type') return '';
      const labels = when.values.map((value) => `case ${this.expression(value)}:`).join('');
      return `${atLine(when.line)}${labels}{${this.list(when.body.statements)}break;${atLine(when.body.endLine)}}`;
    });
    const otherwise = statement.otherwise === undefined ? '' : `${atLine(statement.otherwise.line)}default:${this.block(statement.otherwise)}`;
    this.frames.pop();
    return `${here}switch(${subject}){${cases.join('')}${otherwise}}`;
  }

  /** `when Account a`: a chain of tests. */
  private typeSwitch(statement: Extract<Stmt, { kind: 'switch' }>, subject: string, here: string): string {
    const temporary = this.unit.temporary();
    const branches = statement.cases.map((when) => this.typeCase(when, temporary));
    const otherwise = statement.otherwise === undefined ? '' : `else ${atLine(statement.otherwise.line)}${this.block(statement.otherwise)}`;
    return `${here}${temporary}=${subject};${branches.join('else ')}${otherwise}`;
  }

  private typeCase(when: SwitchCase, subject: string): string {
    const here = atLine(when.line);
    if (when.kind === 'values') return `${here}if(${when.values.map((value) => `${subject}===${this.expression(value)}`).join('||')})${this.block(when.body)}`;
    return `${here}if(${typeTest(this.unit, subject, when.of)}){let ${when.local.js}=${subject};${this.list(when.body.statements)}${atLine(when.body.endLine)}}`;
  }

  private tryStatement(statement: Extract<Stmt, { kind: 'try' }>): string {
    const body = `${atLine(statement.line)}try${this.block(statement.body)}`;
    const clauses = statement.catches.length === 0 ? '' : this.catches(statement.catches);
    const last = statement.finally === undefined ? '' : `${atLine(statement.finally.line)}finally${this.block(statement.finally)}`;
    return `${body}${clauses}${last}`;
  }

  private catches(clauses: readonly Catch[]): string {
    let code = `${atLine(clauses[0]!.line)}catch($e){const $x=$.caught($e);`;
    let everything = false;
    clauses.forEach((clause, i) => {
      if (everything) return;
      everything = clause.of.kind === 'standard' && clause.of.name === 'Exception';
      const inner = `{let ${clause.local.js}=$x;${this.list(clause.body.statements)}${atLine(clause.body.endLine)}}`;
      code += `${atLine(clause.line)}${i === 0 ? '' : 'else '}${everything ? '' : `if(${typeTest(this.unit, '$x', clause.of)})`}${inner}`;
    });
    return `${code}${everything ? '' : 'else throw $e;'}}`;
  }

  private dml(statement: Dml): string {
    const parts = [`sharing:"${sharingOf(this.unit)}"`, `mode:"${statement.mode}"`];
    if (statement.externalIdField !== undefined) parts.push(`externalIdField:${JSON.stringify(statement.externalIdField)}`);
    const options = statement.losers === undefined ? this.unit.constant(`{${parts.join(',')}}`) : `{${parts.join(',')},losers:${this.expression(statement.losers)}}`;
    return `$.dml("${statement.operation}",${this.expression(statement.target)},${options})`;
  }

  /** The body becomes a function; what leaves it early is told by the value it returns. */
  private runAs(statement: Extract<Stmt, { kind: 'runAs' }>, here: string): string {
    const user = this.expression(statement.user);
    const frame: Frame = { kind: 'closure', left: new Set() };
    this.frames.push(frame);
    const body = this.block(statement.body);
    this.frames.pop();
    const { left } = frame;
    if (left.size === 0) return `${here}$.runas(${user},()=>${body});`;
    const result = this.unit.temporary();
    const exits = [...left].map((kind) => {
      if (kind !== 'return') return `if(${result}===${kind === 'break' ? 1 : 2}){${this.jump(kind as 'break' | 'continue')}}`;
      this.closure?.left.add('return');
      return `if(${result}!==undefined&&${result}!==1&&${result}!==2)return ${this.closure === undefined ? `${result}[0]` : result};`;
    });
    return `${here}${result}=$.runas(${user},()=>${body});${exits.join('')}`;
  }
}

function typeTest(unit: UnitWriter, value: string, of: Type): string {
  return of.kind === 'user' && of.category !== 'enum' ? `${value}?.${brand(of)}===true` : `$.isa(${value},${unit.typeRef(of)})`;
}

export interface CodeParts {
  /** Before the first statement: constructor chaining. */
  readonly first?: () => string;
  readonly last?: string;
}

/** The body of a function, braces included. */
export function functionBody(unit: UnitWriter, code: Code, parts: CodeParts = {}): string {
  const before = unit.nonNull;
  unit.nonNull = nonNullLocals(code.locals);
  const body = unit.withTemporaries(() => {
    const first = parts.first?.() ?? '';
    const statements = code.body.statements.map((statement) => new StatementWriter(unit).statement(statement)).join('');
    return `${first}${statements}${parts.last ?? ''}`;
  });
  unit.nonNull = before;
  const sharing = sharingOf(unit);
  const end = atLine(code.body.endLine);
  if (sharing === 'inherit' || !code.callsOut) return `{${body}${end}}`;
  return `{const $s=$.enter("${sharing}");try{${body}${end}}finally{$.leave($s);}}`;
}
