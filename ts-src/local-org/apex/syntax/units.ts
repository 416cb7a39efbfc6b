import type { AnonymousBlock, CompilationUnit, Member, ScriptBody, Statement, TriggerDeclaration, TriggerEvent } from './ast.ts';
import { Cursor } from './cursor.ts';
import { memberBehind, typeDeclaration } from './declarations.ts';
import { ApexSyntaxError, isStackOverflow, TOO_DEEP } from './errors.ts';
import { localVariable, statement } from './statements.ts';
import { isWord, type TokenKind } from './tokens.ts';
import { modifiers, skipType } from './types.ts';

/** A class, interface, enum or trigger file. @throws ApexSyntaxError */
export function parseApex(text: string, fileName: string): CompilationUnit {
  const c = new Cursor(text, fileName);
  return unit(c, () => (c.atWord('trigger') && c.peek(1) === 'identifier' ? trigger(c) : typeDeclaration(c)));
}

/** A trigger file. @throws ApexSyntaxError */
export function parseTrigger(text: string, fileName: string): CompilationUnit {
  const c = new Cursor(text, fileName);
  return unit(c, () => trigger(c));
}

/** Statements and declarations as "execute anonymous" takes them. @throws ApexSyntaxError */
export function parseAnonymous(text: string, fileName = 'AnonymousBlock'): CompilationUnit {
  const c = new Cursor(text, fileName);
  const { line, column } = c;
  return unit(c, (): AnonymousBlock => {
    const body = scriptBody(c, 'end');
    return { kind: 'anonymous', id: c.nextId(), line, column, body, endLine: c.line };
  });
}

function unit(c: Cursor, read: () => CompilationUnit['body']): CompilationUnit {
  const body = shallow(c, read);
  if (c.kind !== 'end') c.failUnexpected();
  return { kind: 'unit', fileName: c.fileName, body, nodeCount: c.nodeCount, lineCount: c.tokens.lineCount };
}

function trigger(c: Cursor): TriggerDeclaration {
  const { line, column } = c;
  c.expectWord('trigger');
  const name = c.declaredName();
  c.expect('on');
  const object = c.identifier();
  c.expect('(');
  const events: TriggerEvent[] = [];
  do events.push(triggerEvent(c));
  while (c.accept(','));
  c.expect(')');
  c.expect('{');
  const body = scriptBody(c, '}');
  const endLine = c.line;
  c.expect('}');
  return { kind: 'trigger', id: c.nextId(), line, column, name, object, events, body, endLine };
}

/** Nesting that the stack cannot hold is a fault of the text. */
function shallow<T>(c: Cursor, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new ApexSyntaxError(TOO_DEEP, c.fileName, c.line, c.column);
  }
}

const operations: ReadonlySet<TokenKind> = new Set<TokenKind>(['insert', 'update', 'delete', 'undelete']);

function triggerEvent(c: Cursor): TriggerEvent {
  const timing = c.atWord('before') ? 'before' : 'after';
  if (timing === 'after' && !c.atWord('after')) c.failUnexpected();
  c.index++;
  const operation = c.kind;
  if (!operations.has(operation)) c.failUnexpected();
  c.index++;
  return { timing, operation: operation as TriggerEvent['operation'] };
}

function scriptBody(c: Cursor, close: '}' | 'end'): ScriptBody {
  const statements: Statement[] = [];
  const members: Member[] = [];
  while (c.kind !== close) {
    if (c.kind === 'end') c.failMissing('}');
    const place = { line: c.line, column: c.column };
    const start = c.index;
    const before = modifiers(c);
    if (startsMember(c)) {
      members.push(memberBehind(c, place, before));
    } else if (c.index > start) {
      statements.push(localVariable(c, before));
      c.expect(';');
    } else {
      statements.push(statement(c));
    }
  }
  return { statements, members };
}

/** True in front of a type, method or property declaration; a variable is a statement. */
function startsMember(c: Cursor): boolean {
  if (c.kind === 'class' || c.kind === 'interface' || c.kind === 'enum') return true;
  const behind = c.kind === 'void' && isWord(c.peek(1)) ? c.index + 1 : skipType(c, c.index);
  if (behind < 0 || c.tokens.kinds[behind] !== 'identifier') return false;
  const next = c.tokens.kinds[behind + 1];
  return next === '(' || next === '{';
}
