import { Command, Option } from 'commander';
import type { DoctorFlags } from '../doctor/run.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Checks an org from outside and inside and says what to do. Exit code 0: all is well, 1: warnings, 2: errors, or the org cannot be reached.')
    .option('--target-org <alias or URL>', 'local, an alias that sf knows, or a URL with LOOP_ACCESS_TOKEN', 'local')
    .addOption(new Option('--fix <what>', 'first put in order what can be: jobs schedules the expected jobs that are not scheduled').choices(['jobs']))
    .option('--json', 'print one JSON object')
    .action(async (flags: DoctorFlags) => (await import('../doctor/run.ts')).run(flags));
}
