import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import type { DeployOptions, DeployResult } from '../../index.ts';
import type { OpenedOrg } from '../../../org.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A metadata file. */
export const xml = (root: string, body: string): string => `${HEAD}<${root} ${NAMESPACE}>\n${body}\n</${root}>\n`;

export const manifest = (types: Readonly<Record<string, readonly string[]>>): string =>
  xml('Package', `${Object.entries(types).map(([name, members]) => `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`).join('\n')}\n<version>65.0</version>`);

export const field = (name: string, type = 'Text', more = '<length>80</length>'): string => `<fields><fullName>${name}</fullName><label>${name.replace('__c', '')}</label><type>${type}</type>${more}</fields>`;

export const object = (name: string, parts: string): string =>
  xml('CustomObject', `<deploymentStatus>Deployed</deploymentStatus>\n<label>${name.replace('__c', '')}</label>\n<nameField><label>Name</label><type>Text</type></nameField>\n<pluralLabel>${name.replace('__c', '')}s</pluralLabel>\n<sharingModel>ReadWrite</sharingModel>\n${parts}`);

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function zip(files: Files): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? Buffer.from(content) : content])));
}

/** A class with its meta file. */
export const apexClass = (name: string, body: string): Files => ({ [`classes/${name}.cls`]: body, [`classes/${name}.cls-meta.xml`]: xml('ApexClass', '<apiVersion>65.0</apiVersion><status>Active</status>') });

export const OPTIONS: DeployOptions = { allowMissingFiles: false, checkOnly: false, ignoreWarnings: false, rollbackOnError: true, runTests: [], testLevel: undefined };

export const adminOf = (org: OpenedOrg): string => org.persona('admin')!.userId;

/** Deploys a package to its end. */
export async function deploy(org: OpenedOrg, types: Readonly<Record<string, readonly string[]>>, files: Files, options: Partial<DeployOptions> = {}): Promise<DeployResult> {
  return deployZip(org, zip({ 'package.xml': manifest(types), ...files }), options);
}

export async function deployZip(org: OpenedOrg, archive: Uint8Array, options: Partial<DeployOptions> = {}): Promise<DeployResult> {
  const { id } = org.deployments.start(archive, { ...OPTIONS, ...options }, adminOf(org));
  await org.deployments.idle();
  return org.deployments.find(id)!;
}

/** Failures as `Type Name file:line:column problem`. */
export const failures = ({ details }: DeployResult): string[] =>
  details.componentFailures.map(({ componentType, fullName, fileName, lineNumber, columnNumber, problem }) => `${componentType} ${fullName} ${fileName}${lineNumber === undefined ? '' : `:${lineNumber}:${columnNumber}`} ${problem}`);

/** Successes but package.xml, as `created CustomField X__c.A__c`. */
export const successes = ({ details }: DeployResult): string[] =>
  details.componentSuccesses.filter(({ fullName }) => fullName !== 'package.xml').map((message) => `${message.created ? 'created' : message.deleted ? 'deleted' : message.changed ? 'changed' : 'unchanged'} ${message.componentType} ${message.fullName}`);

/** A DX project with nothing in it but these files. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'deploy-project-'));
  const all = { 'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], name: 'empty', namespace: '', sourceApiVersion: '65.0' }), 'force-app/.keep': '', ...files };
  for (const [path, text] of Object.entries(all)) write(root, path, text);
  return root;
}

export function write(root: string, path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
