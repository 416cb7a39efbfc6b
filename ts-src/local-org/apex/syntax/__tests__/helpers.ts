import { parseAnonymous, type Expression, type Statement } from '../index.ts';

/** The one statement of an anonymous block. */
export function statementOf(text: string): Statement {
  const { body } = parseAnonymous(text);
  if (body.kind !== 'anonymous' || body.body.statements.length !== 1) throw new Error('not one statement');
  return body.body.statements[0]!;
}

/** The expression behind `x = …;`. */
export function expressionOf(text: string): Expression {
  const statement = statementOf(`x = ${text};`);
  if (statement.kind !== 'expressionStatement' || statement.expression.kind !== 'assignment') throw new Error('no assignment');
  return statement.expression.value;
}

/** An expression written with all its brackets, so that a test can show how it was read. */
export function shape(node: Expression): string {
  switch (node.kind) {
    case 'integer':
    case 'boolean':
      return String(node.value);
    case 'long':
      return `${node.value}L`;
    case 'double':
      return `${node.text}d`;
    case 'decimal':
      return node.text;
    case 'string':
      return `'${node.value}'`;
    case 'null':
    case 'this':
    case 'super':
      return node.kind;
    case 'name':
      return node.name;
    case 'fieldAccess':
      return `${shape(node.object)}${node.safe ? '?.' : '.'}${node.name}`;
    case 'call':
      return `${node.object === undefined ? '' : `${shape(node.object)}${node.safe ? '?.' : '.'}`}${node.name}(${node.args.map(shape).join(', ')})`;
    case 'constructorCall':
      return `${node.target}!(${node.args.map(shape).join(', ')})`;
    case 'index':
      return `${shape(node.object)}[${shape(node.index)}]`;
    case 'classLiteral':
      return `${typeShape(node.type)}.class`;
    case 'new':
      return `new ${typeShape(node.type)}(${node.args.map(shape).join(', ')})`;
    case 'newSObject':
      return `new ${typeShape(node.type)}(${node.fields.map((field) => `${field.name} = ${shape(field.value)}`).join(', ')})`;
    case 'newCollection':
      return `new ${typeShape(node.type)}{${node.elements.map(shape).join(', ')}}`;
    case 'newMap':
      return `new ${typeShape(node.type)}{${node.entries.map(({ key, value }) => `${shape(key)} => ${shape(value)}`).join(', ')}}`;
    case 'newArray':
      return `new ${typeShape(node.type)}[${node.size === undefined ? '' : shape(node.size)}]${node.elements === undefined ? '' : `{${node.elements.map(shape).join(', ')}}`}`;
    case 'unary':
      return `(${node.operator}${shape(node.operand)})`;
    case 'postfix':
      return `(${shape(node.operand)}${node.operator})`;
    case 'binary':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'instanceof':
      return `(${shape(node.expression)} instanceof ${typeShape(node.type)})`;
    case 'ternary':
      return `(${shape(node.condition)} ? ${shape(node.then)} : ${shape(node.else)})`;
    case 'assignment':
      return `(${shape(node.target)} ${node.operator} ${shape(node.value)})`;
    case 'cast':
      return `<${typeShape(node.type)}>${shape(node.expression)}`;
    case 'paren':
      return `paren ${shape(node.expression)}`;
    case 'soql':
    case 'sosl':
      return `[${node.kind} ${node.binds.map(shape).join(', ')}]`;
  }
}

export function typeShape(type: { readonly parts: readonly { readonly name: string; readonly args: readonly unknown[] }[]; readonly arrays: number }): string {
  const parts = type.parts.map(({ name, args }) => (args.length === 0 ? name : `${name}<${args.map((arg) => typeShape(arg as typeof type)).join(', ')}>`));
  return parts.join('.') + '[]'.repeat(type.arrays);
}
