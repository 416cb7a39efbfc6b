import { openLocalOrg } from '../../local-org/index.ts';
import type { OpenedOrg } from '../../local-org/index.ts';
import { digestOf, goldenInputs, graphEngine, Random, resultLines } from '../index.ts';
import type { RuleInput } from '../index.ts';
import { decisionNames, golden, hashes, lowered, pack, root } from './support/project.ts';

const LARGEST_CALL = 200;
/** Beyond the golden ones, new for each decision. */
const MORE = 2_000;

let org: OpenedOrg;

beforeAll(() => {
  org = openLocalOrg({ projectDir: root });
});
afterAll(() => org.close());

/** The results of the invocable action, 200 inputs in one transaction. */
function byApex(decision: string, inputs: readonly RuleInput[]): (string | null | undefined)[] {
  const admin = org.persona('admin')!.userId;
  const lines: (string | null | undefined)[] = [];
  for (let at = 0; at < inputs.length; at += LARGEST_CALL) {
    const requests = inputs.slice(at, at + LARGEST_CALL).map((input) => ({ decision, input: JSON.stringify(input) }));
    const responses = org.transaction(admin, () => org.apex.callInvocable('EvaluateRulesAction', requests)) as readonly { readonly result?: string | null }[];
    lines.push(...responses.map(({ result }) => result));
  }
  return lines;
}

describe('Apex', () => {
  it.each(decisionNames)('says what the golden vectors of %s say, to the last digit', (name) => {
    const { seed, digests } = golden[name]!;
    const lines = byApex(name, goldenInputs(lowered(name).graph, pack, seed, digests.length));
    expect(lines.map((line) => digestOf(line ?? ''))).toEqual(digests);
  });

  it.each(decisionNames)('agrees with the graph on other inputs of %s', (name) => {
    const { graph } = lowered(name);
    const inputs = goldenInputs(graph, pack, new Random(decisionNames.indexOf(name)).between(1, 1_000_000), MORE);
    expect(byApex(name, inputs)).toEqual(resultLines(graph, inputs, graphEngine(graph, pack), hashes));
  });
});
