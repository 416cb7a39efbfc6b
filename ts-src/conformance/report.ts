/** What a run found out; `npm run conformance -- <folder> --json` prints it. */
export interface ConformanceReport {
  readonly project: string;
  /** False: it was interrupted, and what follows is what was known by then. */
  readonly finished: boolean;
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Failures by message, most frequent first. */
  readonly causes: readonly Cause[];
  /** Skipped tests by what they need. */
  readonly skips: readonly Cause[];
  /** What the local org says it lacks, most frequent first. */
  readonly notImplemented: readonly { readonly name: string; readonly count: number }[];
  /** Faults of metadata and Apex; what has one is missing, the rest runs. */
  readonly problems: readonly Problem[];
  readonly flows: { readonly total: number; readonly problems: readonly Problem[] };
  readonly components: { readonly total: number; readonly problems: readonly Problem[] };
  readonly seconds: { readonly load: number; readonly tests: number };
}

export interface Cause {
  readonly message: string;
  readonly count: number;
  /** `Class.method` of one such test. */
  readonly sample: string;
}

export interface Problem {
  /** `AccountService.cls:12:5`; no line where none is known. */
  readonly place: string;
  readonly message: string;
}

/** One test method that did not pass. */
export interface Failure {
  readonly test: string;
  readonly message: string;
}

/** Engines of their own that the local org does not bring: a test that ends at one says nothing of the rest. */
const ENGINES: readonly { readonly feature: RegExp; readonly reason: string }[] = [
  { feature: /^(?:new )?DataWeave\b/i, reason: 'needs DataWeave' },
  { feature: /^(?:new )?ConnectApi\b/i, reason: 'needs ConnectApi' },
];

/** Tests that a caller leaves out: `Class` or `Class.method`, with the reason. */
export type Skips = ReadonlyMap<string, string>;

const GAP = /Not implemented in the local org: ([^\n]+)/;

/** The feature that a failure names as missing. */
const gapOf = ({ message }: Failure): string | undefined => GAP.exec(message)?.[1];

const skipReason = (failure: Failure, skips: Skips): string | undefined => {
  const test = failure.test.toLowerCase();
  const asked = skips.get(test) ?? skips.get(test.split('.', 1)[0]!);
  if (asked !== undefined) return asked;
  const gap = gapOf(failure);
  return gap === undefined ? undefined : ENGINES.find(({ feature }) => feature.test(gap))?.reason;
};

/** Failures as figures: a test that is to be skipped and passes all the same has passed. */
export function figures(failures: readonly Failure[], skips: Skips = new Map()): Pick<ConformanceReport, 'failed' | 'skipped' | 'causes' | 'skips' | 'notImplemented'> {
  const skipped = failures.filter((failure) => skipReason(failure, skips) !== undefined);
  const failed = failures.filter((failure) => skipReason(failure, skips) === undefined);
  return {
    failed: failed.length,
    skipped: skipped.length,
    causes: grouped(failed, ({ message }) => message.replace(/\b[a-zA-Z0-9]{5}0[a-zA-Z0-9]{9}(?:[A-Z0-5]{3})?\b/g, (id) => (/\d.*\d/.test(id) ? '<id>' : id))),
    skips: grouped(skipped, (failure) => skipReason(failure, skips)!),
    notImplemented: grouped(failures.filter((failure) => gapOf(failure) !== undefined), (failure) => gapOf(failure)!).map(({ message, count }) => ({ name: message, count })),
  };
}

function grouped(failures: readonly Failure[], key: (failure: Failure) => string): Cause[] {
  const groups = new Map<string, { count: number; sample: string }>();
  for (const failure of failures) {
    const group = groups.get(key(failure));
    if (group) group.count++;
    else groups.set(key(failure), { count: 1, sample: failure.test });
  }
  return [...groups].map(([message, { count, sample }]) => ({ message, count, sample })).sort((a, b) => b.count - a.count);
}

/** The report as people read it. */
export function table(report: ConformanceReport): string {
  const { tests, passed, failed, skipped } = report;
  const share = tests - skipped > 0 ? ` (${((100 * passed) / (tests - skipped)).toFixed(1)} % of those not skipped)` : '';
  return [
    `${report.project}: ${tests} tests, ${passed} passed${share}, ${failed} failed, ${skipped} skipped${report.finished ? '' : '; interrupted'}`,
    `loaded in ${report.seconds.load.toFixed(1)} s, tests in ${report.seconds.tests.toFixed(1)} s`,
    ...section('Does not load', report.problems.map(problemLine)),
    ...section(`Components that do not build (of ${report.components.total})`, report.components.problems.map(problemLine)),
    ...section(`Flows with problems (of ${report.flows.total})`, report.flows.problems.map(problemLine)),
    ...section('Failures by cause', report.causes.map(causeLine)),
    ...section('Skipped', report.skips.map(causeLine)),
    ...section('Not implemented', report.notImplemented.map(({ name, count }) => `${String(count).padStart(5)}  ${name}`)),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);
const problemLine = ({ place, message }: Problem): string => `       ${place} ${message}`;
const causeLine = ({ message, count, sample }: Cause): string => `${String(count).padStart(5)}  ${message.replaceAll('\n', ' ').slice(0, 160)}  [${sample}]`;
