import path from 'node:path';
import { runApexSuite } from '../apex-suite/run.ts';
import { benchApexLoops } from './apex-loops.ts';
import { benchIntake } from './intake.ts';
import { benchPage } from './page.ts';
import { benchRules } from './rules/index.ts';
import { benchRuleStatements } from './rule-statements.ts';
import { benchStatements } from './statements.ts';
import { benchVerification } from './verification.ts';

/**
 * `npm run bench [-- --json]`: each figure with its goal; nothing passes or fails here. `npm run bench -- verification`: checks among
 * 100,000 items alone, whose data takes a minute or two to make the first time and stays in `.loop/bench`.
 */
const json = process.argv.includes('--json');
const say = (text: string): boolean => process.stderr.write(`${text}\n`);

if (process.argv.includes('verification')) {
  say('Checks among 100,000 items with a million events …');
  const verification = await benchVerification(say);
  if (json) process.stdout.write(`${JSON.stringify({ node: process.version, verification })}\n`);
  else show([
    ['verification, p50, milliseconds', verification.p50, ''],
    ['verification, p95, milliseconds', verification.p95, 'goal: at most 10'],
    ['the same of an item with 1,000 events, p50', verification.longLifeP50, ''],
    ['the same of an item with 1,000 events, p95', verification.longLifeP95, ''],
  ]);
  process.exit(0);
}

say('Loops in compiled Apex and in plain JavaScript …');
const loops = benchApexLoops();
say('10,000 sales through REST, Apex and the ledger, then the same rows by plain node:sqlite …');
const intake = await benchIntake();
say('SOQL and DML statements of one intake call …');
const statements = await benchStatements();
say('The valuation, built, by hand and in other rule engines …');
const rules = await benchRules();
say('Apex statements of valuations …');
const ruleStatements = benchRuleStatements();
say('Warm start and the page of an item with 1,000 events …');
const page = await benchPage();
say('The Apex suite …');
const started = performance.now();
const suite = await runApexSuite(path.resolve(import.meta.dirname, '../..'));
const apexSuite = { tests: suite.tests.length, seconds: Math.round(performance.now() - started) / 1000 };

const figures = { node: process.version, loops, intake, statements, rules, ruleStatements, page, apexSuite };
if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  show([
    ...Object.entries(loops).map(([name, { ratio, medianRatio, goal }]): [string, string, string] => [
      `Apex to plain JavaScript, ${name} (median)`, `${ratio} (${medianRatio})`, `goal: at most ${goal}`,
    ]),
    ['twins per second, whole path', intake.twinsPerSecond, ''],
    ['rows per second, ratio to plain node:sqlite', intake.ratioToPlainSqlite, 'goal: at least 0.15'],
    ['SOQL / DML statements per 200 sales', `${statements.queriesPer200Sales} / ${statements.dmlPer200Sales}`, 'constant: the same as for 1'],
    ['SOQL / DML statements per 1 sale', `${statements.queriesPer1Sale} / ${statements.dmlPer1Sale}`, ''],
    ['valuation: time of hand-written to built', rules.ratioToHandWritten, 'goal: at least 1'],
    ['valuation: json-logic-engine, compiled, to built', rules.ratioToJsonLogic, 'goal: at least 9'],
    ['valuation: cel-js to built', rules.ratioToCel, ''],
    ['valuation: json-rules-engine to built', rules.ratioToJsonRulesEngine, ''],
    ['valuation: zen-engine to built', rules.ratioToZen, ''],
    ['valuation, built: nanoseconds', rules.builtNanoseconds, ''],
    ['valuation, built: KB gzipped', rules.gzippedKilobytes, 'goal: at most 8'],
    ['valuations per second in Apex, local org', rules.apexEvaluationsPerSecond, ''],
    ['executed Apex statements per 200 valuations', ruleStatements.statementsPer200Valuations, 'goal: at most 1,000,000'],
    ['executed Apex statements per 1 valuation', ruleStatements.statementsPer1Valuation, ''],
    ['warm start to first page, seconds', page.warmStartToFirstPageSeconds, 'goal: 2'],
    ['item page with 1,000 events, seconds', page.twinPageSeconds, 'goal: 1'],
    ['own code of that page, KB gzipped', page.ownCodeKilobytes, 'goal: at most 60'],
    [`Apex suite of ${apexSuite.tests} tests, seconds`, apexSuite.seconds, ''],
  ]);
}

function show(rows: readonly (readonly [name: string, value: string | number, goal: string])[]): void {
  for (const [name, value, goal] of rows) process.stdout.write(`${name.padEnd(48)} ${String(value).padStart(14)}   ${goal}\n`);
}
