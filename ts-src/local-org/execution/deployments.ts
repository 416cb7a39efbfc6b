/** Deployments and retrievals as the Metadata API sees them. Names and shapes of results are the API's own. */

export type TestLevel = 'NoTestRun' | 'RunSpecifiedTests' | 'RunLocalTests' | 'RunAllTestsInOrg' | 'RunRelevantTests';
export const TEST_LEVELS: readonly TestLevel[] = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg', 'RunRelevantTests'];

export interface DeployOptions {
  readonly allowMissingFiles: boolean;
  /** Only a validation: nothing changes. */
  readonly checkOnly: boolean;
  readonly ignoreWarnings: boolean;
  /** False: what is in order is deployed, the rest is told. */
  readonly rollbackOnError: boolean;
  readonly runTests: readonly string[];
  readonly testLevel: TestLevel | undefined;
}

export type DeployState = 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceling' | 'Canceled';

export interface DeployMessage {
  readonly changed: boolean;
  readonly columnNumber?: number;
  /** '' for messages about package.xml. */
  readonly componentType: string;
  readonly created: boolean;
  readonly createdDate: string;
  readonly deleted: boolean;
  /** In the package: `classes/Foo.cls`. */
  readonly fileName: string;
  readonly fullName: string;
  readonly id?: string;
  readonly lineNumber?: number;
  readonly problem?: string;
  readonly problemType?: 'Error' | 'Warning';
  readonly success: boolean;
}

export interface RunTestFailure {
  readonly id: string;
  readonly message: string;
  readonly methodName: string | null;
  readonly name: string;
  readonly namespace: string | null;
  readonly packageName: string;
  readonly seeAllData: boolean;
  readonly stackTrace: string | null;
  /** Milliseconds. */
  readonly time: number;
  readonly type: string;
}

export interface CodeCoverageWarning {
  readonly id: string;
  readonly message: string;
  readonly name: string | null;
  readonly namespace: string | null;
}

export interface RunTestsResult {
  readonly apexLogId: null;
  readonly codeCoverage: readonly object[];
  readonly codeCoverageWarnings: readonly CodeCoverageWarning[];
  readonly failures: readonly RunTestFailure[];
  readonly flowCoverage: readonly object[];
  readonly flowCoverageWarnings: readonly object[];
  readonly numFailures: number;
  readonly numTestsRun: number;
  readonly successes: readonly object[];
  readonly totalTime: number;
}

export interface DeployDetails {
  readonly componentFailures: readonly DeployMessage[];
  readonly componentSuccesses: readonly DeployMessage[];
  readonly runTestResult: RunTestsResult;
}

/** `DeployResult`. */
export interface DeployResult {
  readonly id: string;
  readonly canceledBy?: string;
  readonly canceledByName?: string;
  readonly checkOnly: boolean;
  readonly completedDate?: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdDate: string;
  readonly details: DeployDetails;
  readonly done: boolean;
  readonly errorMessage?: string;
  readonly errorStatusCode?: string;
  readonly ignoreWarnings: boolean;
  readonly lastModifiedDate: string;
  readonly numberComponentErrors: number;
  readonly numberComponentsDeployed: number;
  readonly numberComponentsTotal: number;
  readonly numberTestErrors: number;
  readonly numberTestsCompleted: number;
  readonly numberTestsTotal: number;
  readonly rollbackOnError: boolean;
  readonly runTestsEnabled: boolean;
  readonly startDate?: string;
  readonly stateDetail?: string;
  readonly status: DeployState;
  readonly success: boolean;
}

/** What of the org goes into a package: members by type, `*` for all. */
export interface RetrieveRequest {
  readonly types: ReadonlyMap<string, readonly string[]>;
  readonly apiVersion: string;
  /** Files at the archive's root instead of below `unpackaged/`. */
  readonly singlePackage: boolean;
}

export interface FileProperties {
  readonly createdById: string;
  readonly createdByName: string;
  readonly createdDate: string;
  readonly fileName: string;
  readonly fullName: string;
  readonly id: string;
  readonly lastModifiedById: string;
  readonly lastModifiedByName: string;
  readonly lastModifiedDate: string;
  readonly manageableState: 'unmanaged';
  readonly namespacePrefix?: string;
  readonly type: string;
}

/** `RetrieveResult`; the archive apart. */
export interface RetrieveResult {
  readonly id: string;
  readonly done: true;
  readonly status: 'Succeeded' | 'Failed';
  readonly success: boolean;
  readonly errorMessage?: string;
  readonly errorStatusCode?: string;
  readonly fileProperties: readonly FileProperties[];
  readonly messages: readonly { readonly fileName: string; readonly problem: string }[];
  readonly zipFile: Uint8Array;
}

/** The Metadata API's doors into the org. Ids in 15 or 18 characters. */
export interface Deployments {
  /** Queues a package; poll `find`. @throws OrgError for options that contradict each other */
  start(zip: Uint8Array, options: DeployOptions, userId: string): DeployResult;
  /** Deploys what a successful validation with tests of the last ten days has checked, without running them again. @throws OrgError INVALID_ID_FIELD */
  startValidated(validationId: string, userId: string): DeployResult;
  find(id: string): DeployResult | undefined;
  /** The options a deployment was started with. */
  optionsOf(id: string): DeployOptions | undefined;
  /** Asks a deployment to end. @throws OrgError for one that is unknown or done */
  cancel(id: string, userId: string): DeployResult;
  retrieve(request: RetrieveRequest, userId: string): RetrieveResult;
  findRetrieve(id: string): RetrieveResult | undefined;
  /** Every component of these types (`folder` for reports and their like). */
  list(queries: readonly { readonly type: string; readonly folder?: string }[], userId: string): readonly FileProperties[];
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>;
}
