import { readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import type { Connection } from 'jsforce';
import { connect } from '../../connectors/index.ts';
import { CommandFailure } from '../failure.ts';
import { targetOrg } from '../target-org.ts';
import { publicKeyOf } from './public-key.ts';
import type { PublicKey } from './public-key.ts';
import { keyPackage, recordName } from './signing-key-record.ts';
import type { SigningKeyRow } from './signing-key-record.ts';

export interface PublishFlags {
  readonly certificate: string;
  readonly file?: string;
  readonly targetOrg: string;
  readonly json?: boolean;
}

export interface Published {
  readonly kid: string;
  readonly certificate: string;
  /** Name of the record of Signing_Key__mdt. */
  readonly record: string;
  /** False: the key was published before. */
  readonly isNew: boolean;
  /** Keys that sign no more from now on. */
  readonly retired: readonly string[];
}

const LONGEST_DEPLOY_MS = 15 * 60_000;
const COLUMNS = 'DeveloperName, MasterLabel, Key_Id__c, Certificate__c, Modulus__c, Exponent__c, Valid_From__c, Retired_On__c';

/** `loop keys publish`. @throws CommandFailure */
export async function publish(flags: PublishFlags): Promise<void> {
  const connection = connect(await targetOrg(flags.targetOrg, 'admin'));
  const published = await publishKey(connection, flags.certificate, flags.file === undefined ? undefined : readCertificate(flags.file));
  if (flags.json) process.stdout.write(`${JSON.stringify(published)}\n`);
  else process.stdout.write(`${published.isNew ? 'Published' : 'Already published:'} key ${published.kid} of ${published.certificate} as Signing_Key.${published.record}${published.retired.map((kid) => `\nRetired ${kid}`).join('')}\n`);
}

/** Makes a certificate of the org its signing key; the one before is retired and still verifies. @throws CommandFailure */
export async function publishKey(connection: Connection, certificate: string, file?: Uint8Array): Promise<Published> {
  // jsforce gives up after ten seconds, and an org may take minutes
  connection.metadata.pollTimeout = LONGEST_DEPLOY_MS;
  const key = readKey(file ?? (await retrieveCertificate(connection, certificate)), certificate);
  const rows = await existingRows(connection);
  const record = recordName(certificate, key.kid);
  const same = rows.find(({ Key_Id__c }) => Key_Id__c === key.kid);
  if (same !== undefined && same.Retired_On__c === null) return { kid: key.kid, certificate, record: same.DeveloperName, isNew: false, retired: [] };
  if (same !== undefined) throw new CommandFailure(`The key ${key.kid} of ${certificate} was retired: a retired key does not come back. Make a new certificate.`);
  const now = new Date().toISOString();
  const retired = rows.filter(({ Retired_On__c }) => Retired_On__c === null).map((row) => ({ ...row, Retired_On__c: now }));
  const fresh = { DeveloperName: record, MasterLabel: certificate, Key_Id__c: key.kid, Certificate__c: certificate, Modulus__c: key.n, Exponent__c: key.e, Valid_From__c: now, Retired_On__c: null };
  await deploy(connection, keyPackage([...retired, fresh]));
  return { kid: key.kid, certificate, record, isNew: true, retired: retired.map(({ Key_Id__c }) => Key_Id__c) };
}

function readCertificate(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandFailure(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

function readKey(certificate: Uint8Array, name: string): PublicKey {
  try {
    return publicKeyOf(certificate);
  } catch (error) {
    throw new CommandFailure(`The certificate ${name} cannot be used: ${(error as Error).message}.`);
  }
}

/** As Setup gives it out: the certificate, never its private key. */
async function retrieveCertificate(connection: Connection, name: string): Promise<Uint8Array> {
  const { zipFile } = await connection.metadata.retrieve({ apiVersion: connection.version, singlePackage: true, unpackaged: { types: [{ name: 'Certificate', members: [name] }], version: connection.version } } as never).complete();
  const files = unzipSync(Buffer.from(zipFile, 'base64'));
  const found = Object.entries(files).find(([path]) => path.endsWith(`certs/${name}.crt`));
  if (found === undefined) throw new CommandFailure(`The org has no certificate ${name}: make one in Setup (Certificate and Key Management), in the local org in config/local-org.json.`);
  return found[1];
}

async function existingRows(connection: Connection): Promise<SigningKeyRow[]> {
  try {
    return (await connection.query<SigningKeyRow>(`SELECT ${COLUMNS} FROM Signing_Key__mdt`)).records;
  } catch (error) {
    throw new CommandFailure(`The org does not show its signing keys: ${(error as Error).message}. Is the package deployed, and may you customize the application?`);
  }
}

async function deploy(connection: Connection, files: Readonly<Record<string, string>>): Promise<void> {
  const zip = Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))));
  const result = await connection.metadata.deploy(zip, { singlePackage: true, rollbackOnError: true }).complete(true);
  if (result.success) return;
  const failures = [result.details?.componentFailures ?? []].flat();
  throw new CommandFailure(`The key was not deployed: ${failures.map(({ problem }) => problem).join('; ') || (result.errorMessage ?? result.status)}.`);
}
