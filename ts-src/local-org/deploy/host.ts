import type { ApexTests } from '../execution/apex-tests.ts';
import type { DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import type { CertificateText } from './certificate-items.ts';

/** A project that the org has compiled and not taken over. */
export interface PreparedOrg {
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  /** Faults of metadata and Apex. */
  readonly problems: readonly DeployProblem[];
}

/** What deployments ask of the org. */
export interface DeployHost {
  /** In force now. */
  readonly project: ProjectMetadata;
  readonly schema: Schema;
  readonly problems: readonly DeployProblem[];
  /** Compiles a project; the org stays as it is. */
  prepare(project: ProjectMetadata): PreparedOrg;
  /** Takes a prepared project over, whole or not at all. @throws Error when the data cannot follow */
  adopt(prepared: PreparedOrg): void;
  /** Tests of a project with an overlay, over data of their own. */
  tests(prepared: PreparedOrg, overlayDir: string): ApexTests & { close(): void };
  /** Name and rights of a user. @throws OrgError for an unknown id */
  user(id: string): { readonly name: string; readonly mayDeploy: boolean };
  /** Those of the org, which retrievals give out without their keys. */
  certificates(): readonly CertificateText[];
  /** Milliseconds since 1970. */
  now(): number;
}

/** A check that others contribute: components of pages compile. File names are relative to the project's root. */
export type DeployCheck = (prepared: PreparedOrg, changed: { has(type: string, fullName: string): boolean }) => Promise<readonly DeployProblem[]>;
