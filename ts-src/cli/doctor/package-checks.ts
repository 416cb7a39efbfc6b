import type { Connection } from 'jsforce';
import { error, listed, ok, warning } from './finding.ts';
import type { Finding } from './finding.ts';
import type { PackageSource } from './package-source.ts';

const DEPLOY = 'Deploy it: sf project deploy start --source-dir force-app/main.';

/** Whether objects and classes of the package are there and compile. */
export async function checkPackage(connection: Connection, source: PackageSource): Promise<Finding> {
  const { sobjects } = await connection.describeGlobal();
  const there = new Set(sobjects.map(({ name }) => name));
  const classes = new Map((await connection.tooling.query<{ Name: string; IsValid: boolean }>('SELECT Name, IsValid FROM ApexClass WHERE NamespacePrefix = null', { autoFetch: true, maxFetch: 10_000 })).records.map(({ Name, IsValid }) => [Name, IsValid]));
  const missing = [...[...source.objects.keys()].filter((name) => !there.has(name)), ...source.classes.filter((name) => !classes.has(name))];
  const total = source.objects.size + source.classes.length;
  if (missing.length === total) return error('package', `The package is not there. ${DEPLOY}`);
  if (missing.length > 0) return error('package', `The package is there in part: ${missing.length} of ${total} objects and classes are missing (${listed(missing)}). ${DEPLOY}`);
  const invalid = source.classes.filter((name) => classes.get(name) === false);
  if (invalid.length > 0) return warning('package', `${invalid.length} classes must be compiled again (${listed(invalid)}): Setup, Apex Classes, Compile all classes.`);
  return ok('package', `All ${source.objects.size} objects and ${source.classes.length} classes of the package are there.`);
}

/** Whether the defaults of sharing are the ones of the package: somebody may have opened them in Setup. */
export async function checkSharing(connection: Connection, source: PackageSource): Promise<Finding> {
  const expected = [...source.objects].filter(([, sharing]) => sharing !== undefined);
  const names = expected.map(([name]) => `'${name}'`).join(', ');
  const { records } = await connection.query<{ QualifiedApiName: string; InternalSharingModel: string; ExternalSharingModel: string }>(`SELECT QualifiedApiName, InternalSharingModel, ExternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN (${names})`);
  const actual = new Map(records.map((row) => [row.QualifiedApiName, row]));
  const wrong = expected.flatMap(([name, sharing]) => {
    const row = actual.get(name);
    if (row === undefined) return []; // told by the check of the package
    const isSame = row.InternalSharingModel === sharing!.internal && row.ExternalSharingModel === sharing!.external;
    return isSame ? [] : [`${name} is ${row.InternalSharingModel}/${row.ExternalSharingModel} instead of ${sharing!.internal}/${sharing!.external}`];
  });
  return wrong.length === 0
    ? ok('sharing', `The sharing defaults of ${expected.length} objects are those of the package.`)
    : error('sharing', `Sharing defaults differ, inside/outside: ${listed(wrong)}. Set them back: Setup, Sharing Settings.`);
}

/** Whether the permission sets of those who run the package are given out. */
export async function checkPermissionSets(connection: Connection, source: PackageSource): Promise<Finding> {
  const { user_id: userId } = await connection.identity();
  const names = source.permissionSets.map((name) => `'${name}'`).join(', ');
  const { records } = await connection.query<{ AssigneeId: string; PermissionSet: { Name: string } }>(`SELECT AssigneeId, PermissionSet.Name FROM PermissionSetAssignment WHERE PermissionSet.Name IN (${names}) AND Assignee.IsActive = true`, { autoFetch: true, maxFetch: 100_000 });
  const held = new Set(records.map(({ PermissionSet }) => PermissionSet.Name));
  const isAdmin = records.some(({ AssigneeId, PermissionSet }) => AssigneeId === userId && PermissionSet.Name === 'Loop_Admin');
  if (!isAdmin) return error('permissionSets', 'You do not hold Loop_Admin, so nothing inside the package can be checked. Assign it: sf org assign permset --name Loop_Admin.');
  if (!held.has('Loop_Integration')) return warning('permissionSets', 'Nobody holds Loop_Integration, so no shop can bring in its sales. Assign it to the user that imports: sf org assign permset --name Loop_Integration.');
  const free = source.permissionSets.filter((name) => !held.has(name));
  return ok('permissionSets', `You hold Loop_Admin, somebody Loop_Integration.${free.length === 0 ? '' : ` Nobody holds yet: ${listed(free, 20)}.`}`);
}

/** Whether what customers ask for has a queue, and agents who look at it. */
export async function checkServiceQueue(connection: Connection): Promise<Finding> {
  const queues = await connection.query("SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = 'Circular_Service'");
  if (queues.totalSize === 0) return warning('serviceQueue', `The queue Circular_Service is not there, so requests of the portal belong to the customer and are on no agent's list. ${DEPLOY}`);
  const members = await connection.query("SELECT Id FROM GroupMember WHERE Group.DeveloperName = 'Circular_Service_Agents'");
  return ok('serviceQueue', members.totalSize === 0
    ? "Requests of the portal wait in the queue Circular_Service. Nobody is a member yet: add the agents to the public group Circular Service Agents (Setup, Public Groups)."
    : `Requests of the portal wait in the queue Circular_Service, for ${members.totalSize} members of its group.`);
}
