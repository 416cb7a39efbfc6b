/** A process that deploys one version after the other until it is killed. Arguments: project folder, data file. */
import { openLocalOrg } from '../../../org.ts';
import { adminOf, deploy } from './packages.ts';
import { versionFiles, VERSION_TYPES } from './versions.ts';

const [projectDir, databaseFile] = process.argv.slice(2) as [string, string];
const org = openLocalOrg({ projectDir, databaseFile });
const before = org.executeAnonymous(adminOf(org), 'System.debug(Version.current());');
let version = Number(/\|DEBUG\|(\d+)/.exec(before.debugLog)?.[1] ?? 0);
for (;;) {
  version++;
  const { status } = await deploy(org, VERSION_TYPES(version), versionFiles(version));
  if (status === 'Succeeded') process.stdout.write(`${version}\n`);
}
