import { digestOf, givenInputs, goldenInputs, graphEngine, programFile, resourceEngine, resourceFile, resultLine, resultLines } from '../index.ts';
import type { Engine } from '../index.ts';
import { committed, decisionNames, golden, hashes, lowered, pack } from './support/project.ts';
import { runProgram } from './support/slot-machine.ts';
import type { Program } from './support/slot-machine.ts';

/** What the default pack knows no study of. */
const NO_SOUND_FIGURE = ['recycleLowGrams', 'recycleHighGrams'];

const inputsOf = (name: string) => goldenInputs(lowered(name).graph, pack, golden[name]!.seed, golden[name]!.digests.length);
const digestsBy = (name: string, engine: Engine): string[] => resultLines(lowered(name).graph, inputsOf(name), engine, hashes).map(digestOf);

describe('golden vectors', () => {
  it('are at least 2,000 over all decisions', () => {
    expect(Object.keys(golden)).toEqual(decisionNames);
    expect(Object.values(golden).reduce((sum, { digests }) => sum + digests.length, 0)).toBeGreaterThanOrEqual(2_000);
  });

  it.each(decisionNames)('of %s are what the graph says, to the last digit', (name) => {
    expect(digestsBy(name, graphEngine(lowered(name).graph, pack))).toEqual(golden[name]!.digests);
  });

  it.each(decisionNames)('of %s are what the built static resource says', (name) => {
    expect(digestsBy(name, resourceEngine(committed(resourceFile(name)), name, pack))).toEqual(golden[name]!.digests);
  });

  it.each(decisionNames)('of %s are what the program for Apex says, in integers without limits', (name) => {
    const program = JSON.parse(committed(programFile)) as Program;
    const { graph } = lowered(name);
    const names = graph.inputs.map(({ of }) => of.name);
    const reference = graphEngine(graph, pack);
    inputsOf(name).forEach((input, index) => {
      if ('errors' in reference(input)) return;
      expect(digestOf(resultLine(runProgram(program, name, pack, input) as never, givenInputs(names, input), hashes))).toBe(golden[name]!.digests[index]);
    });
  });

  it.each(decisionNames)('of %s reach every reason, every branch of null, and refusals', (name) => {
    const { graph } = lowered(name);
    const answers = inputsOf(name).map(graphEngine(graph, pack));
    const outcomes = answers.flatMap((answer) => ('errors' in answer ? [] : [answer]));
    expect(outcomes.length).toBeLessThan(answers.length);
    const reasons = new Set(outcomes.flatMap((outcome) => outcome.reasons));
    expect(graph.reasons.map(({ code }) => code).filter((code) => !reasons.has(code))).toEqual([]);
    const nulls = graph.outputs.map(({ name: output }) => outcomes.filter((outcome) => outcome.outputs[output] === null).length);
    expect(nulls.map((count) => count > 0)).toEqual(graph.outputs.map(({ when }) => when !== null));
    const neverKnown = graph.outputs.filter((_, index) => nulls[index] === outcomes.length).map(({ name: output }) => output);
    expect(neverKnown).toEqual(name === 'endOfLifeAdvice' ? NO_SOUND_FIGURE : []);
  });
});
