import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import * as grammar from '@apexdevtools/apex-parser';
import type { ApexParseTree, ApexToken } from '@apexdevtools/apex-parser';

/** One small change of a class that its tests should notice. Offsets are UTF-16 code units of the text. */
export interface Mutation {
  readonly from: number;
  readonly to: number;
  readonly was: string;
  readonly becomes: string;
  /** 1-based. */
  readonly line: number;
}

class Faults extends ApexErrorListener {
  count = 0;
  override apexSyntaxError(): void {
    this.count++;
  }
}

const COMPARISONS: Readonly<Record<string, string>> = { '<': '>=', '>': '<=', '<=': '>', '>=': '<', '==': '!=', '!=': '==', '<>': '==', '===': '!==', '!==': '===' };
const ARITHMETIC: Readonly<Record<string, string>> = { '-': '+', '*': '/', '/': '*', '++': '--', '--': '++' };

/**
 * Where a class can be changed by one operator or literal: comparisons and logic turned round, arithmetic swapped, integers one up,
 * booleans flipped, negations dropped. The independent grammar of apex-dev-tools finds the places. Empty for a text it cannot read.
 * `+` is left alone: between texts its opposite does not compile.
 */
export function mutationsOf(text: string): readonly Mutation[] {
  const faults = new Faults();
  const tree = ApexParserFactory.createLexerAndParser(text, faults).parser.compilationUnit();
  if (faults.count > 0) return [];
  const found: Mutation[] = [];
  visit(tree, text, found);
  return found.sort((a, b) => a.from - b.from);
}

function visit(tree: ApexParseTree, text: string, found: Mutation[]): void {
  const mutation = mutationAt(tree, text);
  if (mutation) found.push(mutation);
  for (const child of childrenOf(tree)) visit(child, text, found);
}

const childrenOf = (tree: ApexParseTree): readonly ApexParseTree[] => (tree as { readonly children?: readonly ApexParseTree[] | null }).children ?? [];

function mutationAt(tree: ApexParseTree, text: string): Mutation | undefined {
  if (tree instanceof grammar.CmpExpressionContext || tree instanceof grammar.EqualityExpressionContext) return swapped(tree, text, COMPARISONS);
  if (tree instanceof grammar.Arth1ExpressionContext || tree instanceof grammar.Arth2ExpressionContext || tree instanceof grammar.PostOpExpressionContext) return swapped(tree, text, ARITHMETIC);
  if (tree instanceof grammar.LogAndExpressionContext) return swapped(tree, text, { '&&': '||' });
  if (tree instanceof grammar.LogOrExpressionContext) return swapped(tree, text, { '||': '&&' });
  if (tree instanceof grammar.NegExpressionContext) return swapped(tree, text, { '!': '' });
  if (tree instanceof grammar.LiteralContext) {
    const literal = text.slice(tree.start.start, tree.start.stop + 1);
    if (/^\d{1,8}$/.test(literal)) return change(tree.start, literal, String(Number(literal) + 1));
    if (/^(?:true|false)$/i.test(literal)) return change(tree.start, literal, literal.toLowerCase() === 'true' ? 'false' : 'true');
  }
  return undefined;
}

/** The operator of an expression: its tokens that belong to none of its operands (`>=` is two of them). */
function swapped(tree: ApexParseTree, text: string, into: Readonly<Record<string, string>>): Mutation | undefined {
  const tokens = childrenOf(tree).flatMap((child) => ('symbol' in child ? [(child as { readonly symbol: ApexToken }).symbol] : []));
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return undefined;
  const operator = text.slice(first.start, last.stop + 1);
  const becomes = into[operator];
  return becomes === undefined ? undefined : { from: first.start, to: last.stop + 1, was: operator, becomes, line: first.line };
}

const change = (token: ApexToken, was: string, becomes: string): Mutation => ({ from: token.start, to: token.stop + 1, was, becomes, line: token.line });

export const mutated = (text: string, { from, to, becomes }: Mutation): string => text.slice(0, from) + becomes + text.slice(to);
