import { Session } from 'node:inspector';
import { within } from '../../../execution/context.ts';
import type { ExecutionContext } from '../../../execution/context.ts';
// eslint-disable-next-line no-restricted-imports -- tests run compiled code over the real data engine
import { TestOrg } from '../../../data/__tests__/support/org.ts';
import { ApexCode, ApexCompiler, coveredLines, executableLines, MemoryCache } from '../../index.ts';
import type { CompiledUnit, CoverageRange } from '../../index.ts';
import { createRuntime, toApexException } from '../../runtime/index.ts';
import { ApexOrg, sourceFile } from './support/apex-org.ts';

const { schema } = new TestOrg();
const A = 'public class A {\n  public static Integer f() {\n    return B.g() + 1;\n  }\n}';
const B = 'public class B {\n  public static Integer g() {\n    return 41;\n  }\n}';
const C = 'public class C { public static Integer h() { return 0; } }';

describe('lines', () => {
  test('code stands on the lines of its source', () => {
    const source = 'public class Lines {\n  Integer x =\n    1;\n\n  public Integer sum(\n      Integer a) {\n    Integer b = a\n      + other(\n        2\n      );\n    return b;\n  }\n  Integer other(Integer i) {\n    throw new IllegalArgumentException(\'no\');\n  }\n}';
    const org = new ApexOrg(source, "public class Main { public static String run() { try { new Lines().sum(1); return null; } catch (Exception e) { return e.getLineNumber() + '\\n' + e.getStackTraceString(); } } }");
    expect(org.call('Main', 'run')).toBe('14\nClass.Lines.other: line 14, column 1\nClass.Lines.sum: line 8, column 1\nClass.Main.run: line 1, column 1');
    org.close();
  });

  test('a null pointer tells its line', () => {
    const org = new ApexOrg('public class Main {\n  public static void run() {\n    String s;\n    s.trim();\n  }\n}');
    try {
      org.call('Main', 'run');
      throw new Error('it ran');
    } catch (error) {
      const exception = org.within(() => toApexException(error));
      expect(org.within(() => exception?.getstacktracestring())).toBe('Class.Main.run: line 4, column 1');
    }
    org.close();
  });
});

describe('incremental compilation', () => {
  const files = (b: string): ReturnType<typeof sourceFile>[] => [sourceFile(A), sourceFile(b), sourceFile(C)];

  test('a change inside a body compiles one file', () => {
    const compiler = new ApexCompiler({ schema });
    expect(compiler.compile(files(B)).compiled).toEqual(['A', 'B', 'C']);
    expect(compiler.compile(files(B.replace('41', '42'))).compiled).toEqual(['B']);
  });

  test('a change of what others see compiles them too, and finds what broke', () => {
    const compiler = new ApexCompiler({ schema });
    compiler.compile(files(B));
    const result = compiler.update('class', 'B', sourceFile(B.replace('Integer g', 'String g')));
    expect(result.compiled.toSorted()).toEqual(['A', 'B']);
    expect(result.errors.map((error) => `${error.fileName}:${error.line} ${error.message}`)).toEqual(['B.cls:3 Illegal conversion from Integer to String', 'A.cls:3 Illegal conversion from String to Integer'].sort((a, b) => (a < b ? -1 : 1)));
    expect(compiler.update('class', 'B', sourceFile(B)).errors).toEqual([]);
  });

  test('a class that goes breaks those that use it; one that comes mends them', () => {
    const compiler = new ApexCompiler({ schema });
    compiler.compile(files(B));
    expect(compiler.update('class', 'B', undefined).errors.map((error) => error.message)).toEqual(['Variable does not exist: B']);
    const mended = compiler.update('class', 'B', sourceFile(B));
    expect([mended.errors, mended.compiled.toSorted()]).toEqual([[], ['A', 'B']]);
  });

  test('a change far up the hierarchy reaches those who inherit from it', () => {
    const compiler = new ApexCompiler({ schema });
    const base = 'public virtual class Base { public Integer n; }';
    compiler.compile([base, 'public virtual class Mid extends Base { }', 'public class Leaf extends Mid { }', 'public class User1 { Integer f(Leaf l) { return l.n; } }'].map((body) => sourceFile(body)));
    const result = compiler.update('class', 'Base', sourceFile(base.replace('Integer n', 'String n')));
    expect(result.errors.map((error) => error.message)).toEqual(['Illegal conversion from String to Integer']);
  });

  test('constants are copied, so their value counts as visible', () => {
    const compiler = new ApexCompiler({ schema });
    const constants = 'public class K { public static final Integer N = 1; }';
    compiler.compile([constants, 'public class UseK { public static Integer f() { return K.N; } }'].map((body) => sourceFile(body)));
    expect(compiler.update('class', 'K', sourceFile(constants.replace('= 1', '= 2'))).compiled.toSorted()).toEqual(['K', 'UseK']);
  });

  test('the cache spares a new process the work', () => {
    const cache = new MemoryCache();
    new ApexCompiler({ schema, cache }).compile(files(B));
    const warm = new ApexCompiler({ schema, cache }).compile(files(B));
    expect([warm.compiled, warm.units.length]).toEqual([[], 3]);
    const changed = new ApexCompiler({ schema, cache }).compile(files(B.replace('41', '40')));
    expect(changed.compiled).toEqual(['B']);
  });

  test('errors come again as long as they are there', () => {
    const compiler = new ApexCompiler({ schema });
    const broken = files(B.replace('41', 'missing'));
    expect(compiler.compile(broken).errors).toHaveLength(1);
    expect(compiler.compile(broken).errors).toHaveLength(1);
  });

  test('text that is not Apex is an error with its place', () => {
    const { errors, units } = new ApexCompiler({ schema }).compile([sourceFile('public class Bad {\n  void f() { Integer = 3; }\n}')]);
    expect([units.length, errors.length, errors[0]!.line]).toEqual([0, 1, 2]);
  });

  test('a file must have the name of its class', () => {
    const { errors } = new ApexCompiler({ schema }).compile([{ ...sourceFile(C), name: 'D', fileName: 'D.cls' }]);
    expect(errors.map((error) => error.message)).toEqual(['Class name must match file name: C']);
  });
});

describe('coverage', () => {
  const source = `public class Covered {
  static final Integer LIMIT_VALUE = 3;
  static Integer calls = 0;
  public static Integer pick(Boolean b) {
    Integer n;
    calls++;
    if (b) {
      n = 1;
    } else {
      n =
        2;
    }
    return n;
  }
  public static void never() {
    calls = 0;
  }
}`;

  test('executable lines are those where statements start', () => {
    const compiled = new ApexCompiler({ schema }).compile([sourceFile(source)]);
    expect(executableLines(compiled.units[0]!)).toEqual([3, 6, 7, 8, 10, 13, 16]);
  });

  test("V8's counts tell which lines ran", () => {
    const compiled = new ApexCompiler({ schema }).compile([sourceFile(source)]);
    const unit = compiled.units[0]!;
    const code = new ApexCode(compiled.units);
    const runtime = createRuntime({ load: (name) => code.load(name), meta: (name) => code.meta(name), locate: () => undefined });
    code.attach(runtime);
    const ranges = withCoverage(unit, () => {
      within({ state: new Map(), sharing: 'with' } as unknown as ExecutionContext, () => (code.load('Covered') as { pick$boolean(b: boolean): number }).pick$boolean(true));
    });
    expect(coveredLines(unit, ranges)).toEqual({ covered: [3, 6, 7, 8, 13], uncovered: [10, 16] });
  });
});

interface FunctionCoverage {
  readonly ranges: readonly CoverageRange[];
}

function withCoverage(unit: CompiledUnit, work: () => void): readonly FunctionCoverage[] {
  const session = new Session();
  session.connect();
  let found: readonly FunctionCoverage[] = [];
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  work();
  session.post('Profiler.takePreciseCoverage', (_error, result: { result: { url: string; functions: FunctionCoverage[] }[] }) => {
    found = result.result.filter((script) => script.url.endsWith(unit.fileName)).flatMap((script) => script.functions);
  });
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return found;
}
