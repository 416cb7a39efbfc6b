/** The decisions and the default pack of the project, compiled once for all tests of a file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DECISIONS, DEFAULT_PACK } from '../../../rules/index.ts';
import { canonicalJson, compile, goldenFile, sha256 } from '../../index.ts';
import type { GoldenSets, Json, Lowered, Pack } from '../../index.ts';

export const root = path.resolve(import.meta.dirname, '../../../..');
export const committed = (file: string): string => readFileSync(path.join(root, file), 'utf8');

export const pack = DEFAULT_PACK as Pack;
export const compiled = compile(DECISIONS);
export const hashes = { logicHash: compiled.logicHash, packHash: sha256(canonicalJson(pack as unknown as Json)) };
export const golden = JSON.parse(committed(goldenFile)) as GoldenSets;
export const decisionNames = compiled.decisions.map(({ graph }) => graph.decision.name);
export const lowered = (name: string): Lowered => compiled.decisions.find(({ graph }) => graph.decision.name === name)!;
