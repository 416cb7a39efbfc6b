/** Packages in metadata format -> the org, and back. */
export { METADATA_TYPES, typeName } from './metadata-types.ts';
export type { MetadataType } from './metadata-types.ts';
export { ManifestError, readManifest } from './manifest.ts';
export type { Manifest } from './manifest.ts';
export { baseOf, currentOverlay, loadLayered } from './overlay.ts';
export { OrgDeployments } from './deployments.ts';
export type { DeploymentsOptions } from './deployments.ts';
export type { DeployCheck, DeployHost, PreparedOrg } from './host.ts';
export { TEST_LEVELS } from '../execution/deployments.ts';
export type { DeployMessage, DeployOptions, DeployResult, Deployments, FileProperties, RetrieveRequest, RetrieveResult, TestLevel } from '../execution/deployments.ts';
