import type { Connection } from 'jsforce';
import { connect } from '../../connectors/index.ts';
import { CommandFailure } from '../failure.ts';
import { targetOrg } from '../target-org.ts';
import { error, exitCodeOf, ok, worst } from './finding.ts';
import type { Finding, State } from './finding.ts';
import { checkInside, scheduleJobs } from './inside.ts';
import { checkEndpoints, checkFeatures, checkPublicAddress, checkSite } from './org-checks.ts';
import { checkPackage, checkPermissionSets, checkServiceQueue, checkSharing } from './package-checks.ts';
import { packageSource } from './package-source.ts';

export interface DoctorFlags {
  readonly targetOrg: string;
  readonly fix?: 'jobs';
  readonly json?: boolean;
}

export interface Diagnosis {
  readonly instanceUrl: string;
  /** The worst of the findings. */
  readonly state: State;
  readonly findings: readonly Finding[];
}

/** `loop doctor`. @throws CommandFailure when the org cannot be reached */
export async function run(flags: DoctorFlags): Promise<void> {
  const diagnosis = await diagnose(connect(await targetOrg(flags.targetOrg, 'admin')), flags.fix);
  process.exitCode = exitCodeOf(diagnosis.state);
  process.stdout.write(flags.json ? `${JSON.stringify(diagnosis)}\n` : text(diagnosis));
}

/** Looks at everything, one after another: what cannot be looked at is an error of its own, and the rest goes on. */
export async function diagnose(connection: Connection, fix?: 'jobs'): Promise<Diagnosis> {
  const findings: Finding[] = [await reach(connection)];
  const source = packageSource();
  const look = async (name: string, check: () => Promise<Finding | readonly Finding[]>): Promise<void> => {
    try {
      findings.push(...[await check()].flat());
    } catch (failure) {
      findings.push(error(name, `This could not be checked: ${(failure as Error).message.trim()}`));
    }
  };
  const isInstalled = (await connection.query("SELECT Id FROM PermissionSet WHERE Name = 'Loop_Admin'")).totalSize > 0;
  if (isInstalled) await look('permissionSets', () => checkPermissionSets(connection, source));
  // who does not hold the administrator's permission set sees less than there is
  const isAllowed = isInstalled && findings.at(-1)!.state !== 'error';
  await look('features', () => checkFeatures(connection));
  if (isAllowed || !isInstalled) await look('package', () => checkPackage(connection, source));
  if (isAllowed && findings.at(-1)!.state !== 'error') {
    await look('sharing', () => checkSharing(connection, source));
    await look('serviceQueue', () => checkServiceQueue(connection));
    await look('site', () => checkSite(connection));
    await look('publicAddress', () => checkPublicAddress(connection));
    await look('endpoints', () => checkEndpoints(connection));
    if (fix === 'jobs') await look('fixJobs', () => scheduleJobs(connection));
    await look('health', () => checkInside(connection));
  }
  return { instanceUrl: connection.instanceUrl, state: worst(findings), findings };
}

async function reach(connection: Connection): Promise<Finding> {
  try {
    const { records } = await connection.query<{ Name: string; OrganizationType: string }>('SELECT Name, OrganizationType FROM Organization');
    return ok('reach', `${records[0]?.Name} (${records[0]?.OrganizationType}) answers at ${connection.instanceUrl}.`);
  } catch (failure) {
    throw new CommandFailure(`${connection.instanceUrl} does not answer: ${(failure as Error).message.trim()}. Is the address right, and are you still signed in?`);
  }
}

function text({ findings, state }: Diagnosis): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map((finding) => `${finding.state.padEnd(7)}  ${finding.name.padEnd(width)}  ${finding.message}`);
  const count = (wanted: State): number => findings.filter((finding) => finding.state === wanted).length;
  const end = state === 'ok' ? 'All is well.' : `${count('error')} errors, ${count('warning')} warnings.`;
  return `${lines.join('\n')}\n\n${end}\n`;
}
