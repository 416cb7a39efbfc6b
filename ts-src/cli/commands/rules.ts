import { Argument, Command, Option } from 'commander';
import type { BacktestFlags } from '../rules/backtest.ts';
import type { EvaluateFlags } from '../rules/evaluate.ts';
import type { ReplayFlags } from '../rules/replay.ts';

/** `loop rules …`: what the decisions are, what they say, and whether packs and generated files are right. */
export function rulesCommand(): Command {
  const command = new Command('rules').description('The rules of the circular programmes: lists, evaluates, checks and builds them.');
  for (const part of [listCommand(), evaluateCommand(), checkCommand(), buildCommand(), backtestCommand(), replayCommand()]) command.addCommand(part);
  return command;
}

function listCommand(): Command {
  return new Command('list')
    .description('Decisions with their inputs (name, type, unit, range, allowed values) and outputs.')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => (await import('../rules/list.ts')).list(flags));
}

function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('One result a line for one input a line (NDJSON).')
    .argument('<decision>', 'name of the decision, as the list shows it')
    .requiredOption('--input <file>', 'inputs, a JSON object a line; - is standard input')
    .addOption(new Option('--engine <name>', 'TypeScript, the built static resource, or the invocable action of an org').choices(['ts', 'resource', 'apex']).default('ts'))
    .option('--pack <file>', 'rule pack instead of the default one (not with --engine apex: the org has its own)')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--json', 'results as canonical JSON, byte for byte the same from every engine')
    .action(async (decision: string, flags: EvaluateFlags) => (await import('../rules/evaluate.ts')).evaluate(decision, flags));
}

function checkCommand(): Command {
  return new Command('check')
    .description('Tells every fault of a rule pack. Exit code 1 when there is one.')
    .addArgument(new Argument('<pack>', 'file of the pack, - for standard input'))
    .option('--json', 'print one JSON object')
    .action(async (pack: string, flags: { json?: boolean }) => (await import('../rules/check.ts')).check(pack, flags));
}

function buildCommand(): Command {
  return new Command('build')
    .description('Compiles ts-src/rules into static resources, types, golden vectors and the rule book.')
    .option('--check', 'write nothing; exit code 1 when a file is not what the rules say')
    .action(async (flags: { check?: boolean }) => (await import('../rules/build.ts')).build(flags));
}

function backtestCommand(): Command {
  return new Command('backtest')
    .description('Foretells published depreciation figures, each left out once. Exit code 1 when a category is too far off.')
    .option('--json', 'print one JSON object')
    .option('--write', 'write docs/calibration.md too')
    .action(async (flags: BacktestFlags) => (await import('../rules/backtest.ts')).backtest(flags));
}

function replayCommand(): Command {
  return new Command('replay')
    .description('Tells what a rule pack would have done to offers that were made: payout, margin, acceptance, eligibility.')
    .requiredOption('--pack <file or draft>', 'file of a pack, or name or id of a Rule_Pack__c in the org')
    .option('--offers <file>', 'offers as NDJSON {id, input, offerMinor, accepted} instead of those of an org; - is standard input')
    .option('--before <file or name>', 'pack that the offers of the file were made with (default: the default pack)')
    .option('--from <day>', 'offers of the org from this day (UTC), e.g. 2026-07-01')
    .option('--to <day>', 'to this day (UTC), included')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .option('--json', 'print one JSON object: items and totals by currency')
    .action(async (flags: ReplayFlags) => (await import('../rules/replay.ts')).replay(flags));
}
