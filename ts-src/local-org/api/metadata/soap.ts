import type { DeployOptions, Deployments, DeployResult, RetrieveResult, TestLevel } from '../../deploy/index.ts';
import { ManifestError, METADATA_TYPES, TEST_LEVELS, readManifest } from '../../deploy/index.ts';
import type { XmlElement } from '../../metadata/index.ts';
import { LATEST_VERSION } from '../api.ts';
import type { Api } from '../api.ts';
import type { HttpResponse } from '../http.ts';
import { SoapFault, soapResponse } from '../soap/envelope.ts';
import type { SoapCall, SoapOperation } from '../soap/envelope.ts';

const METADATA = 'http://soap.sforce.com/2006/04/metadata';

/** Operations of /services/Soap/m/: deploy, retrieve, list, describe. `userOf` finds the caller behind the session header. */
export function metadataOperations(api: Api, userOf: (call: SoapCall) => string): Readonly<Record<string, SoapOperation>> {
  const deployments = (): Deployments => api.org.deployments;
  const answer = (operation: string, result: unknown): HttpResponse => soapResponse(operation, METADATA, result);
  return {
    deploy(call) {
      const zip = Buffer.from(call.body.text('ZipFile') ?? '', 'base64');
      const result = deployments().start(zip, readOptions(call.body.child('DeployOptions')), userOf(call));
      return answer('deploy', { done: false, id: result.id, state: 'Queued' });
    },
    checkDeployStatus(call) {
      userOf(call);
      const result = found(deployments().find(idOf(call, 'asyncProcessId')), idOf(call, 'asyncProcessId'));
      return answer('checkDeployStatus', deployResult(result, call.body.flag('includeDetails')));
    },
    cancelDeploy(call) {
      const id = idOf(call, 'String');
      return answer('cancelDeploy', { done: deployments().cancel(id, userOf(call)).done, id });
    },
    deployRecentValidation: (call) => answer('deployRecentValidation', deployments().startValidated(idOf(call, 'validationId'), userOf(call)).id),
    retrieve: (call) => answer('retrieve', { done: false, id: startRetrieve(api, call, userOf(call)).id, state: 'Queued' }),
    checkRetrieveStatus(call) {
      userOf(call);
      const id = idOf(call, 'asyncProcessId');
      return answer('checkRetrieveStatus', retrieveResult(found(deployments().findRetrieve(id), id), call.body.flag('includeZip', true)));
    },
    listMetadata(call) {
      const queries = call.body.list('queries').map((query) => ({ type: query.text('type') ?? '', ...(query.text('folder') === undefined ? {} : { folder: query.text('folder')! }) }));
      return answer('listMetadata', deployments().list(queries, userOf(call)));
    },
    describeMetadata(call) {
      userOf(call);
      return answer('describeMetadata', describe(api));
    },
    describeValueType: (call) => {
      userOf(call);
      return answer('describeValueType', describeValueType(call.body.text('type') ?? ''));
    },
  };
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
  return value;
}

/** The id under the element's name; clients differ in how they call it. */
function idOf(call: SoapCall, name: string): string {
  return (call.body.text(name) ?? call.body.children[0]?.value ?? '').trim();
}

function readOptions(options: XmlElement | undefined): DeployOptions {
  const level = options?.text('testLevel')?.trim() || undefined;
  return {
    allowMissingFiles: options?.flag('allowMissingFiles') ?? false,
    checkOnly: options?.flag('checkOnly') ?? false,
    ignoreWarnings: options?.flag('ignoreWarnings') ?? false,
    rollbackOnError: options?.flag('rollbackOnError') ?? false,
    runTests: (options?.texts('runTests') ?? []).map((name) => name.trim()).filter((name) => name !== ''),
    testLevel: testLevel(level),
  };
}

/** @throws SoapFault for a level that there is not */
function testLevel(level: string | undefined): TestLevel | undefined {
  if (level === undefined) return undefined;
  const known = TEST_LEVELS.find((each) => each === level);
  if (known === undefined) throw new SoapFault('INVALID_TYPE', `'${level}' is not a valid value for the enum 'TestLevel'`);
  return known;
}

/** Without details only the numbers; lists repeat their element. */
function deployResult(result: DeployResult, includeDetails: boolean): object {
  const { details, ...rest } = result;
  return { ...rest, ...(includeDetails ? { details } : {}) };
}

function startRetrieve(api: Api, call: SoapCall, userId: string): RetrieveResult {
  const request = call.body.child('request') ?? call.body.child('retrieveRequest');
  const unpackaged = request?.child('unpackaged');
  if (unpackaged === undefined) throw new SoapFault('INVALID_TYPE', 'The local org retrieves what an unpackaged manifest names, no packages');
  try {
    const { types, version } = readManifest(unpackaged);
    const apiVersion = version ?? request?.text('apiVersion')?.trim() ?? `${LATEST_VERSION}.0`;
    return api.org.deployments.retrieve({ types, apiVersion, singlePackage: request?.flag('singlePackage') ?? false }, userId);
  } catch (error) {
    if (error instanceof ManifestError) throw new SoapFault('INVALID_TYPE', error.message);
    throw error;
  }
}

function retrieveResult(result: RetrieveResult, includeZip: boolean): object {
  const { zipFile, ...rest } = result;
  return { ...rest, zipFile: includeZip ? Buffer.from(zipFile).toString('base64') : '' };
}

function describe(api: Api): object {
  return {
    metadataObjects: METADATA_TYPES.map(({ name, directory, suffix, inFolder, metaFile, children }) => ({
      ...(children.length > 0 ? { childXmlNames: children } : {}), directoryName: directory, inFolder, metaFile, ...(suffix === '' ? {} : { suffix }), xmlName: name,
    })),
    organizationNamespace: api.org.project.namespace,
    partialSaveAllowed: true,
    testRequired: false,
  };
}

/** Which types there are; their fields are not described. */
function describeValueType(type: string): object {
  const name = type.replace(/^\{.*\}/, '');
  const known = METADATA_TYPES.some((each) => each.name === name || each.children.includes(name));
  return { apiCreatable: false, apiDeletable: false, apiReadable: false, apiUpdatable: false, ...(known ? { valueTypeFields: { fields: [], foreignKeyDomain: '', isForeignKey: false, isNameField: true, minOccurs: 1, name: 'fullName', soapType: 'string', valueRequired: true } } : {}) };
}
