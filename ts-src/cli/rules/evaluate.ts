import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { canonicalJson } from '../../rules-build/index.ts';
import type { Json, RuleInput } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';
import { lineEngine } from './line-engines.ts';
import type { EngineName, InputLine } from './line-engines.ts';

export interface EvaluateFlags {
  readonly input: string;
  readonly engine: EngineName;
  readonly pack?: string;
  readonly targetOrg: string;
  readonly json?: boolean;
}

/** A line that holds no input, in words and in the shape of a result: answers stay beside their questions. */
interface BadLine {
  readonly bad: string;
}

/** Answers line by line; bad lines are told on stderr with their number, and make the exit code 1. */
export async function evaluate(decision: string, flags: EvaluateFlags): Promise<void> {
  const engine = await lineEngine(decision, flags);
  const input = await linesOf(flags.input);
  const source = flags.input === '-' ? 'standard input' : flags.input;
  let batch: (InputLine | BadLine)[] = [];
  const flush = async (): Promise<void> => {
    const good = batch.filter((line) => 'input' in line);
    const answers = good.length === 0 ? [] : await engine.answer(good);
    const lines = batch.map((line) => ('input' in line ? answers.shift()! : refusal(decision)));
    batch = [];
    if (!process.stdout.write(lines.map((line) => `${flags.json ? line : forPeople(line)}\n`).join(''))) await once(process.stdout, 'drain');
  };
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const read = parse(text);
    if ('bad' in read) {
      process.stderr.write(`Line ${number} of ${source} ${read.bad}.\n`);
      process.exitCode = 1;
    }
    batch.push(read);
    if (batch.length >= engine.batch) await flush();
  }
  if (batch.length > 0) await flush();
}

/** @throws CommandFailure */
async function linesOf(file: string): Promise<Readable> {
  if (file === '-') return process.stdin;
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined || (await handle.stat()).isDirectory()) throw new CommandFailure(`There is no file "${file}" that can be read.`);
  return handle.createReadStream();
}

function parse(text: string): InputLine | BadLine {
  try {
    const input = JSON.parse(text) as Json;
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? { text, input: input as RuleInput } : { bad: 'is not a JSON object' };
  } catch (error) {
    return { bad: `is not JSON: ${(error as Error).message}` };
  }
}

const refusal = (decision: string): string => canonicalJson({ decision, errors: [{ field: '', rule: 'json', value: null }] });

function forPeople(line: string): string {
  const { outputs, reasons, effects, errors } = JSON.parse(line) as {
    readonly outputs?: Readonly<Record<string, Json>>; readonly reasons?: readonly string[];
    readonly effects?: readonly { readonly rule: string; readonly minor: number }[];
    readonly errors?: readonly { readonly field: string; readonly rule: string; readonly value: Json }[];
  };
  if (errors !== undefined) return `refused: ${errors.map(({ field, rule, value }) => `${field || 'line'} ${rule}${value === null ? '' : ` (${String(value)})`}`).join(', ')}`;
  const parts = [
    Object.entries(outputs!).map(([name, value]) => `${name} ${String(value)}`).join(', '),
    effects!.filter(({ minor }) => minor !== 0).map(({ rule, minor }) => `${rule} ${minor > 0 ? '+' : ''}${minor}`).join(', '),
    reasons!.join(', '),
  ];
  return parts.filter((part) => part !== '').join('\n  ');
}

