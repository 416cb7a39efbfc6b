import { Command } from 'commander';
import { requestSession } from '../running-org.ts';

export function orgCommand(): Command {
  return new Command('org')
    .description('Shows how to reach the running local org, with a fresh session for a persona.')
    .option('--as <persona>', 'admin, agent, associate, manager, inspector, warehouse, leader, customer, guest, repair-centre or integration', 'admin')
    .option('--json', 'print one JSON object')
    .action(async ({ as, json }: { as: string; json?: boolean }) => {
      const session = await requestSession(as);
      if (json) process.stdout.write(`${JSON.stringify(session)}\n`);
      else for (const [name, value] of Object.entries(session)) process.stdout.write(`${name.padEnd(12)} ${value}\n`);
    });
}
