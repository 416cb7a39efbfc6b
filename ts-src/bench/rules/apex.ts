import path from 'node:path';
import { openLocalOrg } from '../../local-org/index.ts';
import type { RuleInput } from '../../rules-build/index.ts';

const PER_TRANSACTION = 200;
const ROUNDS = 12;

/** Valuations a second by the invocable action in the local org, 200 in one transaction, text in and text out; best round. */
export function apexEvaluationsPerSecond(inputs: readonly RuleInput[]): number {
  const org = openLocalOrg({ projectDir: path.resolve(import.meta.dirname, '../../..') });
  try {
    const requests = inputs.slice(0, PER_TRANSACTION).map((input) => ({ decision: 'tradeInValuation', input: JSON.stringify(input) }));
    const { userId } = org.persona('admin')!;
    let best = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      org.transaction(userId, () => org.apex.callInvocable('EvaluateRulesAction', requests));
      best = Math.max(best, (requests.length / (performance.now() - started)) * 1_000);
    }
    return Math.round(best);
  } finally {
    org.close();
  }
}
