import type { XmlElement } from './xml.ts';

/**
 * A DX project as it lies on disk: typed records, nothing interpreted (no defaults applied, no references resolved).
 * All `file` paths are relative to the project root with forward slashes; `XmlElement.line` gives the place inside.
 */
export interface ProjectMetadata {
  /** Absolute path of the folder that holds sfdx-project.json. */
  readonly root: string;
  readonly name: string;
  /** `65.0` */
  readonly sourceApiVersion: string;
  /** '' when the project has none. */
  readonly namespace: string;
  /** As sfdx-project.json names them, default first. */
  readonly packageDirectories: readonly string[];

  /** Custom objects, custom metadata types, custom settings, platform events, and customised standard objects. */
  readonly objects: readonly ObjectMetadata[];
  readonly classes: readonly ApexSource[];
  readonly triggers: readonly ApexSource[];
  /** Visualforce, not run; names are known so that references resolve. */
  readonly pages: readonly ApexSource[];
  readonly visualforceComponents: readonly ApexSource[];
  readonly labels: readonly CustomLabel[];
  readonly customMetadata: readonly CustomMetadataRecord[];
  readonly staticResources: readonly StaticResource[];
  readonly lwc: readonly Bundle[];
  readonly aura: readonly Bundle[];
  readonly permissionSets: readonly PermissionSetMetadata[];
  readonly mutingPermissionSets: readonly PermissionSetMetadata[];
  readonly permissionSetGroups: readonly PermissionSetGroupMetadata[];
  readonly profiles: readonly ProfileMetadata[];
  readonly customPermissions: readonly CustomPermissionMetadata[];
  readonly globalValueSets: readonly XmlComponent[];
  readonly standardValueSets: readonly XmlComponent[];
  readonly flows: readonly XmlComponent[];
  readonly flexipages: readonly XmlComponent[];
  readonly layouts: readonly XmlComponent[];
  readonly applications: readonly XmlComponent[];
  readonly tabs: readonly XmlComponent[];
  readonly messageChannels: readonly XmlComponent[];
  /** Global ones by name, object ones as `Case.Name`. */
  readonly quickActions: readonly XmlComponent[];
  /** One file per object; fullName is the object's name. */
  readonly sharingRules: readonly XmlComponent[];
  readonly sharingSets: readonly XmlComponent[];
  readonly queues: readonly XmlComponent[];
  readonly groups: readonly XmlComponent[];
  readonly roles: readonly XmlComponent[];
  readonly settings: readonly XmlComponent[];
  readonly namedCredentials: readonly XmlComponent[];
  readonly networks: readonly XmlComponent[];
  readonly sites: readonly XmlComponent[];
  /** Every other well-formed component; `type` is the root element's name (`Report`, `EmailTemplate`, `RemoteSiteSetting`…). */
  readonly others: readonly XmlComponent[];
  /** LWR and other digital-experience bundles (`digitalExperiences/site/NAME`), files only. */
  readonly digitalExperiences: readonly Bundle[];

  /** Malformed files and duplicate components. A component with a problem may be absent from the lists above. */
  readonly problems: readonly DeployProblem[];
  /** SHA-1 (hex) of every file that was read, by `file`. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** A fault in the words and shape of a failed deploy. `line` and `column` are 1-based, 0 where there is no place. */
export interface DeployProblem {
  readonly componentType: string;
  readonly fullName: string;
  /** Relative to the project root. */
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  /** Default 'Error'. A warning does not stop the org from starting. */
  readonly problemType?: 'Error' | 'Warning';
}

export interface Component {
  /** Metadata type (`CustomField`, `Flow`). */
  readonly type: string;
  /** As in package.xml: `Account.Code__c`, `MyFlow`, `Reports/Weekly`. */
  readonly fullName: string;
  readonly file: string;
}

export interface XmlComponent extends Component {
  readonly xml: XmlElement;
}

/** One object's folder, or a customised standard object; parts may come from several folders and packages. */
export interface ObjectMetadata {
  /** `Account`, `Twin__c`, `Rule__mdt`, `Done__e`. */
  readonly name: string;
  /** The object-meta file; absent when the project only adds fields to a standard object. */
  readonly definition: XmlComponent | undefined;
  readonly fields: readonly XmlComponent[];
  readonly validationRules: readonly XmlComponent[];
  readonly recordTypes: readonly XmlComponent[];
  readonly listViews: readonly XmlComponent[];
  readonly fieldSets: readonly XmlComponent[];
  readonly compactLayouts: readonly XmlComponent[];
  readonly webLinks: readonly XmlComponent[];
  readonly businessProcesses: readonly XmlComponent[];
  readonly sharingReasons: readonly XmlComponent[];
  readonly indexes: readonly XmlComponent[];
}

/** Text of an Apex class, trigger or Visualforce file with its meta file. */
export interface ApexSource extends Component {
  /** Equal to fullName; the file's base name. */
  readonly name: string;
  readonly body: string;
  readonly apiVersion: string;
  readonly status: string;
  readonly metaFile: string | undefined;
}

export interface CustomLabel extends Component {
  readonly name: string;
  readonly value: string;
  readonly language: string;
  readonly shortDescription: string;
  readonly categories: string;
  readonly isProtected: boolean;
  readonly line: number;
}

export interface CustomMetadataRecord extends Component {
  /** With suffix: `Rule__mdt`. */
  readonly objectName: string;
  readonly developerName: string;
  readonly label: string;
  readonly isProtected: boolean;
  readonly values: readonly CustomMetadataValue[];
}

export interface CustomMetadataValue {
  readonly field: string;
  /** As written; null for `xsi:nil` and absent text. */
  readonly value: string | null;
  /** `xsd:string`, `xsd:boolean`… as written; undefined when not given. */
  readonly valueType: string | undefined;
  readonly line: number;
}

export interface StaticResource extends Component {
  readonly name: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly description: string;
  /** Absolute path of the single content file; undefined for an unpacked archive. */
  readonly contentFile: string | undefined;
  /** Absolute path of the unpacked archive's folder; undefined for a single file. */
  readonly contentFolder: string | undefined;
  /** What the org stores: the file, or the folder as a zip (entries sorted, fixed dates). Read on each call. */
  readonly read: () => Uint8Array;
}

/** A folder that is one component: LWC, Aura, digital experience. */
export interface Bundle extends Component {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** Paths relative to `folder`, sorted; tests and mocks left out. */
  readonly files: readonly string[];
  /** Contents of `<name>.js-meta.xml` or its like; undefined when there is none. */
  readonly xml: XmlElement | undefined;
}

export interface ObjectPermission {
  readonly object: string;
  readonly allowCreate: boolean;
  readonly allowRead: boolean;
  readonly allowEdit: boolean;
  readonly allowDelete: boolean;
  readonly viewAllRecords: boolean;
  readonly modifyAllRecords: boolean;
  readonly viewAllFields: boolean;
  readonly line: number;
}

export interface FieldPermission {
  /** `Account.Code__c` */
  readonly field: string;
  readonly readable: boolean;
  readonly editable: boolean;
  readonly line: number;
}

export interface NamedAccess {
  readonly name: string;
  readonly enabled: boolean;
  readonly line: number;
}

/** What profiles and permission sets have in common. */
export interface AccessGrants {
  readonly objectPermissions: readonly ObjectPermission[];
  readonly fieldPermissions: readonly FieldPermission[];
  readonly classAccesses: readonly NamedAccess[];
  readonly pageAccesses: readonly NamedAccess[];
  readonly customPermissions: readonly NamedAccess[];
  readonly userPermissions: readonly NamedAccess[];
  readonly customMetadataTypeAccesses: readonly NamedAccess[];
  readonly customSettingAccesses: readonly NamedAccess[];
  readonly flowAccesses: readonly NamedAccess[];
  readonly applicationVisibilities: readonly { readonly application: string; readonly visible: boolean; readonly default: boolean; readonly line: number }[];
  /** Permission sets say `Available` | `None` | `Visible`, profiles `DefaultOn` | `DefaultOff` | `Hidden`. */
  readonly tabSettings: readonly { readonly tab: string; readonly visibility: string; readonly line: number }[];
  readonly recordTypeVisibilities: readonly { readonly recordType: string; readonly visible: boolean; readonly default: boolean; readonly line: number }[];
}

export interface PermissionSetMetadata extends XmlComponent, AccessGrants {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly license: string | undefined;
}

export interface PermissionSetGroupMetadata extends XmlComponent {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly permissionSets: readonly string[];
  readonly mutingPermissionSets: readonly string[];
}

export interface ProfileMetadata extends XmlComponent, AccessGrants {
  /** File name: `Admin`, `Standard`, `My Profile`. */
  readonly name: string;
  readonly userLicense: string | undefined;
  readonly description: string;
  readonly custom: boolean;
  readonly layoutAssignments: readonly { readonly layout: string; readonly recordType: string | undefined }[];
}

export interface CustomPermissionMetadata extends XmlComponent {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Names of custom permissions that this one requires. */
  readonly requiredPermissions: readonly string[];
}
