import type { SObjectDef } from '../schema/model.ts';
import { SYSTEM_PERMISSIONS } from '../schema/index.ts';

/** The profiles and licences every org has, as far as the local org follows them. */

export type UserType = 'Standard' | 'PowerPartner' | 'PowerCustomerSuccess' | 'CspLitePortal' | 'Guest' | 'CsnOnly' | 'AutomatedProcess';

export interface License {
  readonly name: string;
  readonly key: string;
  readonly userType: UserType;
}

export const LICENSES: readonly License[] = [
  { name: 'Salesforce', key: 'SFDC', userType: 'Standard' },
  { name: 'Salesforce Platform', key: 'AUL', userType: 'Standard' },
  { name: 'Salesforce Integration', key: 'PID_SALESFORCE_INTEGRATION', userType: 'Standard' },
  { name: 'Chatter Free', key: 'PID_CHATTER', userType: 'CsnOnly' },
  { name: 'Customer Community', key: 'PID_Customer_Community', userType: 'CspLitePortal' },
  { name: 'Customer Community Login', key: 'PID_Customer_Community_Login', userType: 'CspLitePortal' },
  { name: 'Customer Community Plus', key: 'PID_Customer_Portal_Basic', userType: 'PowerCustomerSuccess' },
  { name: 'Partner Community', key: 'PID_Partner_Community', userType: 'PowerPartner' },
  { name: 'Guest User License', key: 'PID_Guest_User', userType: 'Guest' },
  { name: 'Automated Process', key: 'PID_AUTOPROC', userType: 'AutomatedProcess' },
];

export interface ObjectAccess {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

export const NO_ACCESS: ObjectAccess = { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false };
export const ALL_ACCESS: ObjectAccess = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };

/** What a standard profile grants without being written down anywhere. */
export interface ProfileTemplate {
  /** As users see it: `System Administrator`. */
  readonly name: string;
  /** As metadata files call it: `Admin`. */
  readonly metadataName: string;
  readonly license: string;
  readonly systemPermissions: readonly string[];
  /** Letters of CRUD on a standard object: `CRED`, `R`, ''. */
  readonly standardObject: (name: string) => string;
  /** Are standard fields readable and editable? Custom fields never are without a grant. */
  readonly standardFields: boolean;
  readonly standardTabs: boolean;
}

/** Permissions an administrator does not have from the start: they restrict the user or need a setting. */
const NOT_FOR_ADMINS = new Set([
  'ApiUserOnly', 'BulkApiHardDelete', 'ForceTwoFactor', 'TwoFactorApi', 'HideReadByList', 'PreventClassicExperience', 'PasswordNeverExpires', 'PortalSuperUser', 'DelegatedPortalUserAdmin', 'ViewOnlyEmbeddedAppUser',
  'CanInsertFeedSystemFields', 'UseTeamReassignWizards', 'FlowUFLRequired', 'SendSitRequests', 'EmailTemplateManagement', 'EmailAdministration', 'LtngPromoReserved01UserPerm', 'ConnectOrgToEnvironmentHub', 'Packaging2', 'IdentityConnect',
]);
const ADMIN = SYSTEM_PERMISSIONS.filter((p) => !NOT_FOR_ADMINS.has(p));

const USER = `ApiEnabled RunReports ViewSetup EditTask EditEvent EmailSingle EmailMass ExportReport ImportPersonal ViewHelpLink ChatterInternalUser ChatterOwnGroups ChatterFileLink LightningExperienceUser RunFlow ViewRoles ViewAllUsers AllowUniversalSearch
SelectFilesFromSalesforce ActivateContract ActivateOrder ConvertLeads EditOppLineItemUnitPrice ViewContent ContentWorkspaces CreateTopics AssignTopics EditTopics EnableNotifications CreateCustomizeReports CreateCustomizeFilters LightningConsoleAllowedForUser SubmitMacrosAllowed MassInlineEdit AllowLightningLogin ShowCompanyNameAsUserBadge AddDirectMessageMembers RemoveDirectMessageMembers`.split(/\s+/);
const MINIMUM = 'ViewHelpLink ChatterInternalUser LightningExperienceUser LightningConsoleAllowedForUser EditTask EditEvent AllowUniversalSearch AllowLightningLogin ShowCompanyNameAsUserBadge'.split(' ');
const PORTAL = 'ApiEnabled AllowUniversalSearch SelectFilesFromSalesforce EnableCommunityAppLauncher RunFlow'.split(' ');

/** Standard objects that have object permissions of their own, with what a Standard User may do. */
export const STANDARD_USER_ACCESS: Readonly<Record<string, string>> = {
  Account: 'CRED', Contact: 'CRED', Lead: 'CRED', Opportunity: 'CRED', Case: 'CRED', Asset: 'CRED', Contract: 'CRED', Order: 'CRED', Campaign: 'R', Product2: 'R', Pricebook2: 'R', Entitlement: 'R', ServiceContract: 'R', Individual: 'CRED',
  ContactPointEmail: 'CRED', ContactPointPhone: 'CRED', ContactPointAddress: 'CRED', ContactPointConsent: 'CRED', ContactPointTypeConsent: 'CRED', DataUsePurpose: 'CRED', DataUseLegalBasis: 'CRED', AuthorizationForm: 'CRED', AuthorizationFormText: 'CRED', AuthorizationFormConsent: 'CRED',
  Location: 'CRED', Address: 'CRED', WorkOrder: 'CRED', ReturnOrder: 'CRED', AssetRelationship: 'CRED', Document: 'R', Solution: 'CRED',
};

const standardUser = (name: string): string => STANDARD_USER_ACCESS[name] ?? '';
const table = (access: Readonly<Record<string, string>>) => (name: string): string => access[name] ?? '';

export const PROFILES: readonly ProfileTemplate[] = [
  { name: 'System Administrator', metadataName: 'Admin', license: 'Salesforce', systemPermissions: ADMIN, standardObject: () => 'CRED', standardFields: true, standardTabs: true },
  { name: 'Standard User', metadataName: 'Standard', license: 'Salesforce', systemPermissions: USER, standardObject: standardUser, standardFields: true, standardTabs: true },
  { name: 'Marketing User', metadataName: 'MarketingProfile', license: 'Salesforce', systemPermissions: [...USER, 'ImportLeads'], standardObject: (name) => (name === 'Campaign' ? 'CRED' : standardUser(name)), standardFields: true, standardTabs: true },
  { name: 'Contract Manager', metadataName: 'ContractManager', license: 'Salesforce', systemPermissions: [...USER, 'DeleteActivatedContract'], standardObject: standardUser, standardFields: true, standardTabs: true },
  { name: 'Solution Manager', metadataName: 'SolutionManager', license: 'Salesforce', systemPermissions: [...USER, 'ManageSolutions', 'ManageCategories'], standardObject: standardUser, standardFields: true, standardTabs: true },
  { name: 'Read Only', metadataName: 'ReadOnly', license: 'Salesforce', systemPermissions: USER, standardObject: (name) => (name in STANDARD_USER_ACCESS ? 'R' : ''), standardFields: true, standardTabs: true },
  { name: 'Minimum Access - Salesforce', metadataName: 'Minimum Access - Salesforce', license: 'Salesforce', systemPermissions: MINIMUM, standardObject: () => '', standardFields: false, standardTabs: false },
  { name: 'Standard Platform User', metadataName: 'StandardAul', license: 'Salesforce Platform', systemPermissions: USER, standardObject: table({ Account: 'CRED', Contact: 'CRED', Individual: 'CRED', Asset: 'CRED', Document: 'R' }), standardFields: true, standardTabs: true },
  { name: 'Chatter Free User', metadataName: 'Chatter Free User', license: 'Chatter Free', systemPermissions: ['ChatterInternalUser', 'ViewHelpLink'], standardObject: () => '', standardFields: false, standardTabs: false },
  { name: 'Salesforce API Only System Integrations', metadataName: 'Salesforce API Only System Integrations', license: 'Salesforce Integration', systemPermissions: ['ApiEnabled', 'ApiUserOnly'], standardObject: () => '', standardFields: false, standardTabs: false },
  { name: 'Minimum Access - API Only Integrations', metadataName: 'Minimum Access - API Only Integrations', license: 'Salesforce Integration', systemPermissions: ['ApiEnabled', 'ApiUserOnly'], standardObject: () => '', standardFields: false, standardTabs: false },
  { name: 'Customer Community User', metadataName: 'Customer Community User', license: 'Customer Community', systemPermissions: PORTAL, standardObject: table({ Account: 'R', Contact: 'R', Case: 'CR', Asset: 'R', Individual: 'R' }), standardFields: true, standardTabs: false },
  { name: 'Customer Community Login User', metadataName: 'Customer Community Login User', license: 'Customer Community Login', systemPermissions: PORTAL, standardObject: table({ Account: 'R', Contact: 'R', Case: 'CR', Asset: 'R', Individual: 'R' }), standardFields: true, standardTabs: false },
  { name: 'Customer Community Plus User', metadataName: 'Customer Community Plus User', license: 'Customer Community Plus', systemPermissions: PORTAL, standardObject: table({ Account: 'R', Contact: 'CRE', Case: 'CRE', Asset: 'CR', Individual: 'R', Order: 'R' }), standardFields: true, standardTabs: false },
  { name: 'Partner Community User', metadataName: 'Partner Community User', license: 'Partner Community', systemPermissions: PORTAL, standardObject: table({ Account: 'CRE', Contact: 'CRE', Case: 'CRE', Asset: 'CR', Lead: 'CRE', Opportunity: 'CRE', Individual: 'R', Order: 'R' }), standardFields: true, standardTabs: false },
  { name: 'Automated Process', metadataName: 'Automated Process', license: 'Automated Process', systemPermissions: ['ViewAllData', 'ModifyAllData', 'RunFlow'], standardObject: () => 'CRED', standardFields: true, standardTabs: false },
];

/** Standard guest access: nothing but what is granted. */
export const guestTemplate = (name: string): ProfileTemplate => ({
  name, metadataName: name, license: 'Guest User License', systemPermissions: ['RunFlow'], standardObject: () => '', standardFields: false, standardTabs: false,
});

/** A profile that only the project knows: what it says, and no more. */
export const ownTemplate = (name: string, license: string): ProfileTemplate => ({
  name, metadataName: name, license, systemPermissions: ['ChatterInternalUser', 'LightningExperienceUser', 'ViewHelpLink'], standardObject: () => '', standardFields: false, standardTabs: false,
});

export const EXTERNAL_USER_TYPES: ReadonlySet<string> = new Set(['PowerPartner', 'PowerCustomerSuccess', 'CustomerSuccess', 'CspLitePortal', 'CSPLitePortal', 'Guest']);

/** May object permissions be granted on it? Other objects follow a parent or are open to all. */
export function isPermissionable(object: SObjectDef): boolean {
  if (object.kind === 'custom') return true;
  if (object.kind === 'platformEvent') return object.name.endsWith('__e');
  return object.kind === 'standard' && (object.name in STANDARD_USER_ACCESS);
}
