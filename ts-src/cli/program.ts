import { Command, CommanderError } from 'commander';
import { CommandFailure, type FailureJson } from './failure.ts';
import { doctorCommand } from './commands/doctor.ts';
import { epcisCommand } from './commands/epcis.ts';
import { ingestCommand } from './commands/ingest.ts';
import { keysCommand } from './commands/keys.ts';
import { orgCommand } from './commands/org.ts';
import { proofCommand } from './commands/proof.ts';
import { resetCommand } from './commands/reset.ts';
import { rulesCommand } from './commands/rules.ts';
import { startCommand } from './commands/start.ts';
import { twinCommand } from './commands/twin.ts';
import { verifyCommand } from './commands/verify.ts';

/** The `loop` command. Heavy parts are loaded by the command that needs them. */
const program = new Command('loop')
  .description('Unified Commerce Loop: the local org, the connectors and the rules.')
  .showHelpAfterError('(loop --help lists the commands)');

for (const command of [startCommand(), orgCommand(), doctorCommand(), ingestCommand(), epcisCommand(), keysCommand(), proofCommand(), resetCommand(), rulesCommand(), twinCommand(), verifyCommand()]) {
  program.addCommand(command);
}
withExceptions(program);

// A reader of the output that has seen enough, like head, closes the pipe: nothing is left to say. One of the messages may go, the work goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** At every level: left alone, commander ends wrong usage with code 1, which of a check means "invalid". */
function withExceptions(command: Command): void {
  command.exitOverride();
  command.commands.forEach(withExceptions);
}

/** One sentence for people, an object for scripts that asked for JSON, and the exit code; a stack trace only for what nobody foresaw. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    return asJson({ code: 'usage', message: error.message.replace(/^error: /, '') }, 2);
  }
  if (error instanceof CommandFailure) {
    process.stderr.write(`${error.message}\n`);
    return error.isInJson ? error.exitCode : asJson({ code: 'failed', message: error.message }, error.exitCode);
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return asJson({ code: 'unexpected', message: error instanceof Error ? error.message : String(error) }, 2);
}

function asJson(error: FailureJson, exitCode: number): number {
  if (process.argv.slice(2).includes('--json')) process.stdout.write(`${JSON.stringify({ error })}\n`);
  return exitCode;
}
