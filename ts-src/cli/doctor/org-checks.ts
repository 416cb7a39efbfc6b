import { unzipSync } from 'fflate';
import type { Connection } from 'jsforce';
import { error, listed, ok, warning } from './finding.ts';
import type { Finding } from './finding.ts';

const LONGEST_RETRIEVE_MS = 5 * 60_000;
const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/;

/** What the org is able to do. */
export async function checkFeatures(connection: Connection): Promise<Finding[]> {
  const names = new Set((await connection.describeGlobal()).sobjects.map(({ name }) => name));
  const { fields } = await connection.describe('Account');
  const currencies = names.has('CurrencyType') ? (await connection.query('SELECT Id FROM CurrencyType WHERE IsActive = true')).totalSize : 0;
  return [
    names.has('Network')
      ? ok('digitalExperiences', 'Digital Experiences are on.')
      : warning('digitalExperiences', 'Digital Experiences are off, so customers and guests have no pages. Turn them on: Setup, Digital Experiences, Settings.'),
    ok('personAccounts', fields.some(({ name }) => name === 'IsPersonAccount') ? 'Person accounts are on: each consumer is one.' : 'Person accounts are off: each consumer is a contact with an account of their own.'),
    ok('currencies', currencies > 1 ? `${currencies} currencies are active.` : 'One currency: amounts keep the currency of their sale.'),
  ];
}

/** Whether the site is there, open, and its guests may read what is public. */
export async function checkSite(connection: Connection): Promise<Finding> {
  const deploy = 'Deploy it: sf project deploy start --source-dir force-app/site, then sf community publish --name Loop.';
  let networks;
  try {
    networks = await connection.query<{ Status: string }>("SELECT Status FROM Network WHERE Name = 'Loop'");
  } catch (failure) {
    // An org without Digital Experiences does not know the object.
    if ((failure as { errorCode?: string }).errorCode !== 'INVALID_TYPE') throw failure;
    return warning('site', `There is no site, for Digital Experiences are off. Turn them on, then: ${deploy}`);
  }
  const [network] = networks.records;
  if (network === undefined) return warning('site', `The site Loop is not there, so customers and guests have no pages. ${deploy}`);
  if (network.Status !== 'Live') return error('site', `The site Loop is ${network.Status}. Activate it: Setup, Digital Experiences, All Sites, Loop, Workspaces, Administration.`);
  const guests = await connection.query("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Loop_Guest' AND Assignee.UserType = 'Guest'");
  if (guests.totalSize === 0) return error('site', 'The guest user of the site does not hold Loop_Guest, so nobody can open a passport. Assign it: Loop, Workspaces, Administration, Pages, Go to Force.com, Public Access Settings, Assigned Users.');
  return ok('site', 'The site Loop is live and its guests may read what is public.');
}

/** Whether certificates name an address that their readers reach. */
export async function checkPublicAddress(connection: Connection): Promise<Finding> {
  const { records } = await connection.query<{ Public_Address__c: string | null }>("SELECT Public_Address__c FROM Certificate_Setting__mdt WHERE DeveloperName = 'Default'");
  const address = records[0]?.Public_Address__c;
  if (address) return ok('publicAddress', `Certificates name ${address}.`);
  if (LOOPBACK.test(connection.instanceUrl)) return ok('publicAddress', 'Certificates name the address of this machine.');
  return warning('publicAddress', "Certificates would name the address of the org, which guests do not reach. Put the site's address into Public Address of Certificate Setting, record Default, before the first one is issued.");
}

/** Whether the org may call whom it has to tell something. */
export async function checkEndpoints(connection: Connection): Promise<Finding> {
  const hooks = await connection.query<{ Endpoint__c: string }>('SELECT Endpoint__c FROM Webhook_Subscription__c WHERE Active__c = true');
  const witness = await connection.query<{ Witness__c: string | null }>("SELECT Witness__c FROM Log_Setting__mdt WHERE DeveloperName = 'Default'");
  const addresses = [...hooks.records.map(({ Endpoint__c }) => Endpoint__c), ...witness.records.flatMap(({ Witness__c }) => Witness__c ?? [])].filter((address) => !LOOPBACK.test(address));
  if (addresses.length === 0) return ok('endpoints', 'Nobody outside is to be called.');
  const credentials = new Set((await connection.query<{ DeveloperName: string }>('SELECT DeveloperName FROM NamedCredential')).records.map(({ DeveloperName }) => DeveloperName.toLowerCase()));
  const sites = await remoteSites(connection);
  const closed = addresses.filter((address) => {
    const credential = /^callout:(\w+)/i.exec(address)?.[1];
    return credential === undefined ? !sites.has(new URL(address).origin) : !credentials.has(credential.toLowerCase());
  });
  return closed.length === 0
    ? ok('endpoints', `All ${addresses.length} addresses that are to be called are allowed.`)
    : error('endpoints', `The org may not call ${listed(closed)}. Add a remote site (Setup, Remote Site Settings), or the named credential that is missing.`);
}

/** Origins of the active remote sites. */
async function remoteSites(connection: Connection): Promise<Set<string>> {
  // jsforce gives up after ten seconds, and an org may take minutes
  connection.metadata.pollTimeout = LONGEST_RETRIEVE_MS;
  const { zipFile } = await connection.metadata.retrieve({ apiVersion: connection.version, singlePackage: true, unpackaged: { types: [{ name: 'RemoteSiteSetting', members: ['*'] }], version: connection.version } } as never).complete();
  const texts = Object.entries(unzipSync(Buffer.from(zipFile, 'base64'))).flatMap(([name, content]) => (name.endsWith('.remoteSite') ? Buffer.from(content).toString('utf8') : []));
  const active = texts.filter((text) => /<isActive>true<\/isActive>/.test(text));
  return new Set(active.flatMap((text) => { const url = /<url>([^<]+)<\/url>/.exec(text)?.[1]; return url === undefined ? [] : [new URL(url).origin]; }));
}
