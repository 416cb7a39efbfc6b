/** The org as a process to be killed: waits for a line, then serves the package over the data file. Arguments: project, data file, port. */
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { serveLocalOrg } from '../../local-org/index.ts';

const [projectDir, databaseFile, port] = process.argv.slice(2) as [string, string, string];
// Whoever is killed writes no cache at its end.
flushCompileCache();
await once(process.stdin, 'data');
const { org, sessions } = await serveLocalOrg({ projectDir, databaseFile, sessionFile: path.join(path.dirname(databaseFile), 'sessions.json'), port: Number(port), onDefect: (error) => console.error(error) });
process.stdout.write(`ready ${sessions.issue(org.persona('integration')!.userId)}\n`);
