import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DECISIONS } from '../../rules/index.ts';
import { asPack, canonicalJson, compile, defaultPackFile, givenInputs, graphEngine, loadResource, resourceFile, resultLine, sha256 } from '../../rules-build/index.ts';
import type { Pack, RuleInput } from '../../rules-build/index.ts';
import { CommandFailure } from '../failure.ts';
import { projectDir } from '../paths.ts';
import { targetOrg } from '../target-org.ts';
import { readJson } from './pack-file.ts';

export type EngineName = 'ts' | 'resource' | 'apex';

/** One input: as it was written, and read. */
export interface InputLine {
  readonly text: string;
  readonly input: RuleInput;
}

/** Answers inputs in order with canonical lines. */
export interface LineEngine {
  /** Inputs worth gathering for one call. */
  readonly batch: number;
  answer(lines: readonly InputLine[]): Promise<string[]>;
}

interface Options {
  readonly engine: EngineName;
  readonly pack?: string;
  readonly targetOrg: string;
}

/** @throws CommandFailure for a decision, a pack or an org that is not there */
export async function lineEngine(decision: string, { engine, pack, targetOrg: org }: Options): Promise<LineEngine> {
  if (!DECISIONS.some(({ name }) => name === decision)) {
    throw new CommandFailure(`There is no decision "${decision}": choose from ${DECISIONS.map(({ name }) => name).join(', ')}.`);
  }
  if (engine !== 'apex') return localEngine(decision, engine, pack);
  if (pack !== undefined) throw new CommandFailure('--pack goes with --engine ts or resource: an org evaluates with its own rule pack.');
  return apexEngine(decision, org);
}

function localEngine(decision: string, engine: 'ts' | 'resource', packName: string | undefined): LineEngine {
  const compiled = compile(DECISIONS);
  const pack = readPack(packName, compiled);
  const { graph } = compiled.decisions.find((lowered) => lowered.graph.decision.name === decision)!;
  const resource = engine === 'ts' ? undefined : loadResource(readFileSync(path.join(projectDir, resourceFile(decision)), 'utf8'), decision);
  const run = resource === undefined ? graphEngine(graph, pack) : resource.load(pack).evaluate;
  const names = resource === undefined ? graph.inputs.map(({ of }) => of.name) : resource.inputs.map(({ name }) => name);
  const hashes = { logicHash: resource?.logicHash ?? compiled.logicHash, packHash: sha256(canonicalJson(pack)) };
  return {
    batch: 1,
    answer: (lines) => Promise.resolve(lines.map(({ input }) => resultLine(run(input), givenInputs(names, input), hashes))),
  };
}

function readPack(file: string | undefined, schema: Parameters<typeof asPack>[1]): Pack {
  try {
    return asPack(readJson(file ?? path.join(projectDir, defaultPackFile)), schema);
  } catch (error) {
    throw error instanceof CommandFailure ? error : new CommandFailure(`${(error as Error).message}.`, 1);
  }
}

/** What one call of an invocable action answers. */
interface ActionResult {
  readonly isSuccess: boolean;
  readonly outputValues: { readonly result?: string | null; readonly errorMessage?: string | null } | null;
  readonly errors: readonly { readonly message: string }[] | null;
}

const API_VERSION = '65.0';
const LARGEST_CALL = 200;

async function apexEngine(decision: string, target: string): Promise<LineEngine> {
  const { instanceUrl, accessToken } = await targetOrg(target, 'admin');
  const url = `${instanceUrl}/services/data/v${API_VERSION}/actions/custom/apex/EvaluateRulesAction`;
  return {
    batch: LARGEST_CALL,
    async answer(lines) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
        body: JSON.stringify({ inputs: lines.map(({ text }) => ({ decision, input: text })) }),
      }).catch((error: Error) => {
        throw new CommandFailure(`The org at ${instanceUrl} does not answer: ${error.message}.`);
      });
      const results = (await response.json().catch(() => null)) as ActionResult[] | null;
      if (!Array.isArray(results) || results.length !== lines.length || !results.every((result) => 'isSuccess' in result)) {
        throw new CommandFailure(`The org at ${instanceUrl} refused the evaluation (${response.status}): ${messageOf(results)}.`);
      }
      return results.map(resultOf);
    },
  };
}

function resultOf({ isSuccess, outputValues, errors }: ActionResult): string {
  if (isSuccess && typeof outputValues?.result === 'string') return outputValues.result;
  throw new CommandFailure(`The org could not evaluate: ${outputValues?.errorMessage ?? errors?.map(({ message }) => message).join(' ') ?? 'it gave no reason'}`);
}

function messageOf(body: unknown): string {
  const first = Array.isArray(body) ? (body[0] as { message?: string } | undefined) : undefined;
  return first?.message ?? 'its answer is not the one of the action';
}
