/** Reads the vectors of hand-worked.md: what a person reckoned, in a form that tests can hold against the engines. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decimal, exact, halfUpOf, isEqual } from './exact.ts';
import type { OracleAnswer } from './answer.ts';

export interface WorkedLine {
  readonly name: string;
  readonly text: string;
  /** The whole number that the line ends with. */
  readonly result: bigint;
}

export interface WorkedVector {
  readonly title: string;
  readonly decision: string;
  readonly input: { readonly [name: string]: unknown };
  readonly lines: readonly WorkedLine[];
  /** Without effects for all decisions but the valuation, whose effects follow from its lines. */
  readonly answer: OracleAnswer;
}

const BLOCK = /^### (.+)$|^```vector\n([\s\S]*?)^```$/gm;
const LINE = /^([A-Za-z][A-Za-z ]*): (.+?) ([=~]) (-?[\d.]+)(?: -> (-?\d+))?(?:; .+)?$/;

/** Rules of the valuation in the order in which they are worked. */
const RULES = [
  'depreciation', 'model', 'storage', 'ram', 'condition', 'working', 'cracked', 'battery', 'certifiedRepairs', 'unknownRepairs', 'provenance', 'history', 'owners',
  'originalBox', 'originalAccessories', 'warranty', 'demand', 'region', 'payout', 'handlingFee', 'floor', 'creditBonus', 'cap', 'smallestOffer', 'rounding',
] as const;

export function handWorked(): readonly WorkedVector[] {
  const vectors: WorkedVector[] = [];
  let title = '';
  for (const [, heading, block] of readFileSync(path.join(import.meta.dirname, 'hand-worked.md'), 'utf8').matchAll(BLOCK)) {
    if (heading !== undefined) title = heading;
    else vectors.push(vectorOf(title, block!.trimEnd().split('\n')));
  }
  return vectors;
}

function vectorOf(title: string, rows: readonly string[]): WorkedVector {
  const told = (name: string): string | undefined => rows.find((row) => row.startsWith(`${name}: `))?.slice(name.length + 2);
  const decision = told('decision')!;
  const input = JSON.parse(told('input')!) as WorkedVector['input'];
  const lines = rows.filter((row) => !/^(decision|input|outputs|reasons|errors): /.test(row)).map(lineOf);
  const errors = told('errors');
  if (errors !== undefined) return { title, decision, input, lines, answer: { decision, errors: JSON.parse(errors) } };
  const reasons = told('reasons')!;
  return {
    title,
    decision,
    input,
    lines,
    answer: {
      decision,
      outputs: JSON.parse(told('outputs')!),
      reasons: reasons === 'none' ? [] : reasons.split(', '),
      effects: decision === 'tradeInValuation' ? effectsOf(input.referencePriceMinor as number, lines) : [],
    },
  };
}

function lineOf(text: string): WorkedLine {
  const match = LINE.exec(text);
  if (match === null) throw new SyntaxError(`not a line of arithmetic: ${text}`);
  const [, name, , , value, whole] = match;
  return { name: name!, text, result: BigInt(whole ?? value!) };
}

/** What is wrong with a line; null when it is true. */
export function wrongIn({ text, result }: WorkedLine): string | null {
  const [, , expression, sign, value] = LINE.exec(text)!;
  const [reckoned, stated] = [exact(expression!), decimal(value!)];
  if (sign === '=' && !isEqual(reckoned, stated)) return `${text}: it is ${reckoned.top}/${reckoned.bottom}`;
  if (sign === '~' && halfUpOf({ top: reckoned.top * 10_000n, bottom: reckoned.bottom }) !== halfUpOf({ top: stated.top * 10_000n, bottom: stated.bottom })) return `${text}: not near`;
  return halfUpOf(reckoned) === result ? null : `${text}: half up it is ${halfUpOf(reckoned)}`;
}

/** Differences between one amount and the next; a rule without a line does nothing. */
function effectsOf(price: number, lines: readonly WorkedLine[]): { rule: string; minor: number }[] {
  let amount = BigInt(price);
  const steps = RULES.map((rule) => {
    const after = lines.findLast(({ name }) => name === rule)?.result ?? amount;
    const minor = Number(after - amount);
    amount = after;
    return { rule, minor };
  });
  return [{ rule: 'referencePrice', minor: price }, ...steps];
}
