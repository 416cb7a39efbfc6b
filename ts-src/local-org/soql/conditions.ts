import type { Comparison, ComparisonOperator, Condition, Operand } from './ast.ts';
import { fieldExpression } from './fields.ts';
import { operand } from './literals.ts';
import { subquery } from './query.ts';
import type { SoqlReader } from './reader.ts';

/** What stands behind WHERE and HAVING. AND and OR do not mix without parentheses: the caller finds the other one unexpected. */
export function condition(reader: SoqlReader): Condition {
  const { scanner } = reader;
  if (scanner.word === 'NOT') return negation(reader);
  const first = simple(reader);
  const joiner = scanner.word;
  if (joiner !== 'AND' && joiner !== 'OR') return first;
  const terms = [first];
  while (scanner.acceptWord(joiner)) terms.push(scanner.word === 'NOT' ? negation(reader) : simple(reader));
  return { kind: joiner === 'AND' ? 'and' : 'or', terms };
}

function negation(reader: SoqlReader): Condition {
  reader.scanner.expectWord('NOT');
  return { kind: 'not', term: simple(reader) };
}

function simple(reader: SoqlReader): Condition {
  if (!reader.scanner.accept('(')) return comparison(reader);
  const inner = reader.nested(() => condition(reader));
  reader.scanner.expect(')');
  return inner;
}

function comparison(reader: SoqlReader): Comparison {
  const { at } = reader.scanner;
  const left = fieldExpression(reader);
  const operator = comparisonOperator(reader);
  return { kind: 'comparison', left, operator, right: right(reader, operator), at };
}

function comparisonOperator({ scanner }: SoqlReader): ComparisonOperator {
  switch (scanner.kind) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const { kind } = scanner;
      scanner.next();
      return kind;
    }
  }
  if (scanner.acceptWord('LIKE')) return 'like';
  if (scanner.acceptWord('IN')) return 'in';
  if (scanner.acceptWord('INCLUDES')) return 'includes';
  if (scanner.acceptWord('EXCLUDES')) return 'excludes';
  if (scanner.acceptWord('NOT')) {
    scanner.expectWord('IN');
    return 'not in';
  }
  return scanner.failUnexpected();
}

function right(reader: SoqlReader, operator: ComparisonOperator): Comparison['right'] {
  const { scanner } = reader;
  if (operator !== 'in' && operator !== 'not in' && operator !== 'includes' && operator !== 'excludes') {
    return operand(reader, operator === 'like');
  }
  if (scanner.kind === ':') return reader.bind();
  scanner.expect('(');
  if (scanner.word === 'SELECT' && operator.endsWith('in')) {
    const query = subquery(reader);
    scanner.expect(')');
    return { kind: 'subquery', query };
  }
  const values: Operand[] = [];
  do values.push(operand(reader));
  while (scanner.accept(','));
  scanner.expect(')');
  return { kind: 'list', values };
}
