import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mutated, mutationsOf } from '../mutants/places.ts';
import { MutantRun } from '../mutants/run.ts';
import { folderOf } from './project-files.ts';

const CODE = `public class Fare {
  // 1 < 2 and true stay in comments
  public static Integer of(Integer age, Boolean member) {
    List<Integer> none = new List<Integer>();
    if (age >= 65 || !member && age != 7) { return none.size() + 2 * age; }
    return 'a == b' == 'true' ? age-- : 10;
  }
}
`;

test('operators and literals of the code are changed, nothing in comments, texts and types', () => {
  const found = mutationsOf(CODE).map(({ line, was, becomes }) => `${line}: ${was} -> ${becomes}`);
  expect(found).toEqual([
    '5: >= -> <', '5: 65 -> 66', '5: || -> &&', '5: ! -> ', '5: && -> ||', '5: != -> ==', '5: 7 -> 8', '5: 2 -> 3', '5: * -> /',
    '6: == -> !=', '6: -- -> ++', '6: 10 -> 11',
  ]);
});

test('a mutant differs from the class in its one place', () => {
  const place = mutationsOf(CODE)[0]!;
  expect(mutated(CODE, place)).toBe(CODE.replace('age >= 65', 'age < 65'));
});

test('a text that is not Apex has no places', () => {
  expect(mutationsOf('public class {{{')).toEqual([]);
});

test('mutants that a test notices are killed, the others survive, and the project stays as it was', async () => {
  const code = 'public class Fare {\n  public static Boolean isSenior(Integer age) {\n    return age > 64;\n  }\n  public static Boolean never() {\n    return false;\n  }\n  public static Integer untested() {\n    return 5;\n  }\n}\n';
  const project = folderOf({
    'sfdx-project.json': JSON.stringify({ name: 'fares', packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '65.0' }),
    'app/classes/Fare.cls': code,
    'app/classes/FareTest.cls': '@IsTest\nprivate class FareTest {\n  @IsTest static void seniors() { Assert.isTrue(Fare.isSenior(65)); Assert.isFalse(Fare.isSenior(64)); }\n  @IsTest static void runsOnly() { Fare.never(); }\n  @IsTest static void fails() { Assert.fail(); }\n}\n',
  });
  const run = new MutantRun([project], { sample: 20, seed: 3 });
  try {
    await run.finish(() => undefined);
    const { mutants, ...figures } = run.report();
    expect(figures).toEqual({ project: path.basename(project), finished: true, tests: 2, places: 3, killed: 2, survived: 1, invalid: 0 });
    expect(mutants.map(({ line, was, outcome, killedBy }) => `${line} ${was} ${outcome} ${killedBy ?? ''}`.trim()).sort()).toEqual(['3 64 killed FareTest.seniors', '3 > killed FareTest.seniors', '6 false survived']);
  } finally {
    run.close();
  }
  expect(readFileSync(path.join(project, 'app/classes/Fare.cls'), 'utf8')).toBe(code);
});
