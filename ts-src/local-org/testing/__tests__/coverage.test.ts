import vm from 'node:vm';
import { CoverageRecorder } from '../coverage.ts';
import type { CoverableScript } from '../coverage.ts';

const code = [
  '(function () { class C {', // 1
  'static grade(x) {', // 2
  'if (x > 3) {', // 3
  'return big(x);', // 4
  '} else {', // 5
  'return 0;', // 6
  '} }', // 7
  'static never() {', // 8
  'return 1;', // 9
  '} }', // 10
  'function big(x) { return x; }', // 11
  'return C; })()',
].join('\n');

test('lines of blocks that ran are covered, the others are not, and each take starts anew', () => {
  const recorder = new CoverageRecorder();
  recorder.start();
  const statements = new Map([[3, code.indexOf('if (x')], [4, code.indexOf('return big')], [6, code.indexOf('return 0')], [9, code.indexOf('return 1')]]);
  const script: CoverableScript = { file: 'apex-coverage-test/C.cls', statements };
  const scripts = new Map([[script.file, script]]);
  const C = new vm.Script(code, { filename: script.file }).runInThisContext() as { grade(x: number): number };
  recorder.take(scripts);
  C.grade(5);
  expect([...recorder.take(scripts).get(script.file)!]).toEqual([3, 4]);
  C.grade(1);
  expect([...recorder.take(scripts).get(script.file)!]).toEqual([3, 6]);
  expect(recorder.take(scripts).get(script.file) ?? new Set()).toEqual(new Set());
  recorder.stop();
});
