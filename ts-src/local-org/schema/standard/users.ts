import {
  address, bool, checked, createOnly, datetime, defaulted, email, initially, int, lookup, personName, phone, picklist, readOnly, required, restricted, standard, text, textArea,
  unique, url, type FieldBuilder, type StandardOptions,
} from './builders.ts';
import { SYSTEM_PERMISSIONS } from './system-permissions.ts';

/** Users, profiles, permissions, groups and roles: the setup objects that say who may do what. */

const NO_AUDIT = ['IsDeleted', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById'] as const;
const setup = (options: StandardOptions = {}): StandardOptions => ({ without: ['IsDeleted'], ...options, setup: true });
const flags = (names: string): Record<string, FieldBuilder> => Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, bool()]));
const permissionFlags = (): Record<string, FieldBuilder> => flags(SYSTEM_PERMISSIONS.map((p) => `Permissions${p}`).join(' '));
const objectList = (): FieldBuilder => required(createOnly(restricted(picklist([], 'sObject Type Name', 40))));

export const USER_TYPES = ['*Standard', 'PowerPartner', 'PowerCustomerSuccess', 'CustomerSuccess', 'CspLitePortal', 'CSPLitePortal', 'Guest', 'AutomatedProcess', 'CsnOnly', 'CloudIntegrationUser'];
const ACCESS = ['*None', 'Read', 'Edit'];

/** Preferences of a user that code reads; the long tail of page hints is left out. */
const USER_PREFERENCES = `UserPreferencesActivityRemindersPopup UserPreferencesApexPagesDeveloperMode UserPreferencesCacheDiagnostics UserPreferencesContentEmailAsAndWhen
UserPreferencesContentNoEmail UserPreferencesDisableAllFeedsEmail UserPreferencesEventRemindersCheckboxDefault UserPreferencesHideS1BrowserUI UserPreferencesLightningExperiencePreferred
UserPreferencesReminderSoundOff UserPreferencesShowCityToExternalUsers UserPreferencesShowEmailToExternalUsers UserPreferencesShowTitleToExternalUsers UserPreferencesTaskRemindersCheckboxDefault UserPreferencesUserDebugModePref`;

export const users = [
  standard('User', 'User', '005', setup({ viewed: true, plural: 'People', deletable: false, sharing: { internal: 'Read', external: 'Private' }, features: { triggers: true, undelete: false } }), {
    Username: required(unique(text(80))),
    Name: personName([]),
    CompanyName: text(80), Division: text(80), Department: text(80), Title: text(80), Address: address(''), Email: required(email()), SenderEmail: email('Email Sender Address'), SenderName: text(80, 'Email Sender Name'), Signature: textArea(1333, 'Email Signature'),
    Phone: phone(), Fax: phone(), MobilePhone: phone('Mobile'), Extension: phone(), Alias: required(text(8)), CommunityNickname: defaulted(unique(text(40, 'Nickname'))), BadgeText: readOnly(text(80, 'User Photo badge text overlay')), IsActive: checked('Active'),
    TimeZoneSidKey: required(restricted(picklist([], 'Time Zone', 40))), UserRoleId: lookup('UserRole', 'Users', { label: 'Role ID' }), LocaleSidKey: required(restricted(picklist([], 'Locale', 40))), ReceivesInfoEmails: bool('Info Emails'), ReceivesAdminInfoEmails: bool('Admin Info Emails'),
    EmailEncodingKey: required(restricted(picklist(['UTF-8', 'ISO-8859-1', 'Shift_JIS', 'ISO-2022-JP', 'EUC-JP', 'ks_c_5601-1987', 'Big5', 'GB2312', 'Big5-HKSCS', 'x-SJIS_0213'], 'Email Encoding', 40))), ProfileId: required(lookup('Profile', 'Users', { label: 'Profile ID' })),
    UserType: readOnly(restricted(picklist(USER_TYPES, undefined, 40))), LanguageLocaleKey: required(restricted(picklist([], 'Language', 40))), EmployeeNumber: text(20), DelegatedApproverId: lookup(['Group', 'User'], undefined, { label: 'Delegated Approver ID' }),
    ManagerId: lookup('User', 'ManagedUsers', { label: 'Manager ID' }), LastLoginDate: readOnly(datetime('Last Login')), LastPasswordChangeDate: readOnly(datetime('Last Password Change or Reset')),
    ...flags('UserPermissionsMarketingUser UserPermissionsOfflineUser UserPermissionsAvantgoUser UserPermissionsCallCenterAutoLogin UserPermissionsSFContentUser UserPermissionsKnowledgeUser UserPermissionsInteractionUser UserPermissionsSupportUser'),
    ForecastEnabled: bool('Allow Forecasting'), ...flags(USER_PREFERENCES),
    ContactId: lookup('Contact', 'Users', { label: 'Contact ID' }), AccountId: readOnly(lookup('Account', 'Users', { label: 'Account ID' })), CallCenterId: text(18, 'Call Center ID'), PortalRole: restricted(picklist(['Executive', 'Manager', 'Worker', 'PersonAccount'], 'Portal Role Level', 40)), IsPortalEnabled: createOnly(bool('Is Portal Enabled')),
    FederationIdentifier: unique(text(512, 'SAML Federation ID')), AboutMe: textArea(1000), FullPhotoUrl: readOnly(url('Url for full-sized Photo', 1024)), SmallPhotoUrl: readOnly(url('Photo', 1024)), MediumPhotoUrl: readOnly(url('Url for medium profile photo', 1024)), IsExtIndicatorVisible: readOnly(bool('Show external indicator')), OutOfOfficeMessage: readOnly(text(40)),
    DigestFrequency: initially('D', required(restricted(picklist(['*D', 'W', 'N'], 'Chatter Email Highlights Frequency', 40)))), DefaultGroupNotificationFrequency: initially('N', required(restricted(picklist(['P', 'D', 'W', '*N'], 'Default Notification Frequency when Joining Groups', 40)))),
    BannerPhotoUrl: readOnly(url('Url for banner photo', 1024)), IsProfilePhotoActive: readOnly(bool('Has Profile Photo')), IndividualId: lookup('Individual', undefined, { label: 'Individual ID' }),
  }),
  standard('UserRole', 'Role', '00E', setup({ without: ['IsDeleted', 'CreatedDate', 'CreatedById'] }), {
    Name: required(text(80)), ParentRoleId: lookup('UserRole', undefined, { label: 'Parent Role ID' }), RollupDescription: text(80, 'Description'), OpportunityAccessForAccountOwner: defaulted(restricted(picklist(ACCESS, undefined, 40)), 'Edit'), CaseAccessForAccountOwner: restricted(picklist(ACCESS, undefined, 40)), ContactAccessForAccountOwner: restricted(picklist(ACCESS, undefined, 40)),
    ForecastUserId: lookup('User', undefined, { label: 'User ID', relationship: 'ForecastUser' }), MayForecastManagerShare: readOnly(bool()), DeveloperName: text(80, 'Developer Name'), PortalAccountId: readOnly(lookup('Account', undefined, { label: 'Account ID' })), PortalType: restricted(picklist(['*None', 'CustomerPortal', 'Partner'], undefined, 40)), PortalRole: restricted(picklist(['Executive', 'Manager', 'Worker', 'PersonAccount'], undefined, 40)), PortalAccountOwnerId: readOnly(lookup('User', undefined, { label: 'User ID' })),
  }),
  standard('UserLicense', 'User License', '100', setup({ createable: false, updateable: false, deletable: false, without: ['IsDeleted', 'CreatedById', 'LastModifiedById'] }), {
    LicenseDefinitionKey: text(40), TotalLicenses: int(), Status: picklist(['Active', 'Disabled']), UsedLicenses: int(), UsedLicensesLastUpdated: datetime(), Name: text(40), MasterLabel: text(40), MonthlyLoginsUsed: int(), MonthlyLoginsEntitlement: int(),
  }),
  standard('Profile', 'Profile', '00e', setup({ createable: false, deletable: false, viewed: true, features: { reports: false } }), {
    Name: required(text(255)), ...permissionFlags(), UserLicenseId: required(createOnly(lookup('UserLicense', undefined, { label: 'User License ID' }))), UserType: readOnly(restricted(picklist(USER_TYPES, undefined, 40))), Description: text(255),
  }),
  standard('PermissionSet', 'Permission Set', '0PS', setup({}), {
    Name: required(text(80, 'Permission Set Name')), Label: required(text(80, 'Permission Set Label')), LicenseId: createOnly(lookup(['PermissionSetLicense', 'UserLicense'], undefined, { label: 'License ID' })), ProfileId: readOnly(lookup('Profile', undefined, { label: 'Profile ID' })), IsOwnedByProfile: readOnly(bool()), IsCustom: readOnly(checked('Is Custom')), ...permissionFlags(),
    Description: text(255), NamespacePrefix: readOnly(text(15)), HasActivationRequired: bool('Session Activation Required'), PermissionSetGroupId: readOnly(lookup('PermissionSetGroup', undefined, { label: 'Permission Set Group ID' })), Type: readOnly(restricted(picklist(['*Regular', 'Profile', 'Session', 'Standard', 'Group'], undefined, 40))),
  }),
  standard('PermissionSetLicense', 'Permission Set License', '0PL', setup({ createable: false, updateable: false, deletable: false, nameField: 'MasterLabel' }), {
    DeveloperName: text(80), Language: text(40), MasterLabel: text(80), PermissionSetLicenseKey: text(80), TotalLicenses: int(), Status: picklist(['Active', 'Disabled']), ExpirationDate: datetime(), UsedLicenses: int(),
  }),
  standard('PermissionSetLicenseAssign', 'Permission Set License Assignment', '2LA', setup({}), {
    PermissionSetLicenseId: required(createOnly(lookup('PermissionSetLicense', 'PermissionSetLicenseAssignments', { label: 'PermissionSetLicense ID' }))), AssigneeId: required(createOnly(lookup('User', 'PermissionSetLicenseAssignments', { label: 'User ID', relationship: 'Assignee' }))),
  }),
  standard('PermissionSetAssignment', 'Permission Set Assignment', '0Pa', setup({ without: NO_AUDIT, updateable: false }), {
    PermissionSetId: createOnly(lookup('PermissionSet', 'Assignments', { label: 'PermissionSet ID', onDelete: 'Cascade' })), PermissionSetGroupId: createOnly(lookup('PermissionSetGroup', 'Assignments', { label: 'Permission Set Group ID', onDelete: 'Cascade' })), AssigneeId: required(createOnly(lookup('User', 'PermissionSetAssignments', { label: 'Assignee ID' }))), ExpirationDate: datetime(), IsActive: readOnly(checked()), IsRevoked: readOnly(bool()),
  }),
  standard('PermissionSetGroup', 'Permission Set Group', '0PG', setup({ nameField: 'MasterLabel', without: [] }), {
    DeveloperName: required(text(80)), Language: picklist([], undefined, 40), MasterLabel: required(text(80)), NamespacePrefix: readOnly(text(15)), Description: text(255), Status: readOnly(restricted(picklist(['*Updated', 'Outdated', 'Updating', 'Failed'], undefined, 40))), HasActivationRequired: bool('Session Activation Required'),
  }),
  standard('PermissionSetGroupComponent', 'Permission Set Group Component', '0PM', setup({ updateable: false, without: [] }), {
    PermissionSetGroupId: required(createOnly(lookup('PermissionSetGroup', 'PermissionSetGroupComponents', { label: 'Permission Set Group ID', onDelete: 'Cascade' }))), PermissionSetId: required(createOnly(lookup(['PermissionSet', 'MutingPermissionSet'], undefined, { label: 'Permission Set ID' }))),
  }),
  standard('MutingPermissionSet', 'Muting Permission Set', '0QM', setup({ nameField: 'MasterLabel', without: [] }), {
    DeveloperName: required(text(80)), Language: picklist([], undefined, 40), MasterLabel: required(text(80)), ...permissionFlags(),
  }),
  standard('ObjectPermissions', 'Object Permissions', '110', setup({ plural: 'Object Permissions' }), {
    ParentId: required(createOnly(lookup('PermissionSet', 'ObjectPerms', { label: 'Parent ID', onDelete: 'Cascade' }))), SobjectType: objectList(),
    ...flags('PermissionsCreate PermissionsRead PermissionsEdit PermissionsDelete PermissionsViewAllRecords PermissionsModifyAllRecords PermissionsViewAllFields'),
  }),
  standard('FieldPermissions', 'Field Permissions', '01k', setup({ without: NO_AUDIT, plural: 'Field Permissions' }), {
    ParentId: required(createOnly(lookup('PermissionSet', 'FieldPerms', { label: 'Parent ID', onDelete: 'Cascade' }))), SobjectType: objectList(), Field: required(createOnly(restricted(picklist([], 'Field Name', 4000)))), ...flags('PermissionsEdit PermissionsRead'),
  }),
  standard('PermissionSetTabSetting', 'Permission Set Tab Setting', '01P', setup({ without: NO_AUDIT }), {
    ParentId: required(createOnly(lookup('PermissionSet', undefined, { label: 'Parent ID', onDelete: 'Cascade' }))), Name: required(createOnly(text(255))), Visibility: required(restricted(picklist(['DefaultOff', 'DefaultOn'], undefined, 40))),
  }),
  standard('SetupEntityAccess', 'Setup Entity Access', '0J0', setup({ without: NO_AUDIT, updateable: false, plural: 'Setup Entity Access' }), {
    ParentId: required(createOnly(lookup('PermissionSet', 'SetupEntityAccessItems', { label: 'Parent ID', onDelete: 'Cascade' }))), SetupEntityId: required(createOnly(lookup(['ApexClass', 'ApexPage', 'CustomPermission', 'NamedCredential'], undefined, { label: 'Setup Entity ID' }))),
    SetupEntityType: readOnly(picklist(['ApexClass', 'ApexPage', 'CustomPermission', 'TabSet', 'ConnectedApplication', 'NamedCredential', 'FlowDefinition', 'CustomEntityDefinition'], undefined, 40)),
  }),
  standard('CustomPermission', 'Custom Permission', '0CP', setup({ nameField: 'MasterLabel', without: [] }), {
    DeveloperName: required(text(80)), Language: picklist([], undefined, 40), MasterLabel: required(text(80)), NamespacePrefix: readOnly(text(15)), IsProtected: bool(), Description: text(255), IsLicensed: bool('Is Licensed'),
  }),
  standard('CustomPermissionDependency', 'Custom Permission Dependency', '0PD', setup({ without: [] }), {
    CustomPermissionId: required(createOnly(lookup('CustomPermission', 'CustomPermissionItem', { label: 'Custom Permission ID', onDelete: 'Cascade' }))), RequiredCustomPermissionId: required(createOnly(lookup('CustomPermission', 'CustomPermissionDependencyItem', { label: 'Custom Permission ID', onDelete: 'Cascade' }))),
  }),
  standard('Group', 'Group', '00G', setup({ }), {
    Name: required(text(40)), DeveloperName: text(80), RelatedId: readOnly(lookup(['User', 'UserRole'], undefined, { label: 'Related ID' })), Type: initially('Regular', required(createOnly(restricted(picklist(['*Regular', 'Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal', 'Manager', 'ManagerAndSubordinatesInternal', 'Organization', 'Queue', 'AllCustomerPortal', 'GuestUserGroup', 'ChannelProgramGroup', 'CollaborationGroup', 'PRMOrganization', 'Territory', 'TerritoryAndSubordinates'], undefined, 40))))),
    Email: email(), OwnerId: readOnly(defaulted(lookup(['Organization', 'User'], undefined, { label: 'Owner ID' }))), DoesSendEmailToMembers: bool('Send Email to Members'), DoesIncludeBosses: checked('Include Bosses'), QueueRoutingConfigId: text(18), Description: text(255),
  }),
  standard('GroupMember', 'Group Member', '011', setup({ without: NO_AUDIT, updateable: false }), {
    GroupId: required(createOnly(lookup('Group', 'GroupMembers', { label: 'Group ID', onDelete: 'Cascade' }))), UserOrGroupId: required(createOnly(lookup(['Group', 'User'], undefined, { label: 'User/Group ID', onDelete: 'Cascade' }))),
  }),
  standard('QueueSobject', 'Queue Sobject', '03g', setup({ without: ['IsDeleted', 'CreatedDate', 'LastModifiedDate', 'LastModifiedById'] }), {
    QueueId: required(createOnly(lookup('Group', 'QueueSobjects', { label: 'Group ID', onDelete: 'Cascade' }))), SobjectType: objectList(),
  }),
  standard('UserLogin', 'User Login', '0Yw', setup({ createable: false, deletable: false, without: ['IsDeleted', 'CreatedDate', 'CreatedById', 'SystemModstamp'] }), {
    UserId: readOnly(lookup('User', undefined, { label: 'User ID', relationship: 'User' })), IsFrozen: bool('Frozen'), IsPasswordLocked: bool('Password locked'),
  }),
  standard('UserRecordAccess', 'User Record Access', '', setup({ createable: false, updateable: false, deletable: false, without: ['IsDeleted', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'] }), {
    UserId: lookup('User', undefined, { label: 'User ID' }), RecordId: lookup('@any', undefined, { label: 'Record ID' }), HasReadAccess: bool(), HasEditAccess: bool(), HasDeleteAccess: bool(), HasTransferAccess: bool(), HasAllAccess: bool(), MaxAccessLevel: picklist(['None', 'Read', 'Edit', 'Delete', 'Transfer', 'All'], undefined, 40),
  }),
  standard('LoginHistory', 'Login History', '0Ya', setup({ createable: false, updateable: false, deletable: false, plural: 'Login History', without: ['IsDeleted', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'] }), {
    UserId: lookup('User', undefined, { label: 'User ID' }), LoginTime: datetime(), LoginType: picklist(['Application', 'Remote Access 2.0']), SourceIp: text(39), LoginUrl: text(80), Browser: text(64), Platform: text(64), Status: text(128), Application: text(64), ClientVersion: text(64), ApiType: text(64), ApiVersion: text(32), CountryIso: text(3),
  }),
  standard('AuthSession', 'Auth Session', '0Ak', setup({ createable: false, updateable: false, without: ['IsDeleted', 'CreatedById', 'LastModifiedById', 'SystemModstamp'] }), {
    UsersId: lookup('User', undefined, { label: 'User ID' }), NumSecondsValid: int(), UserType: picklist(USER_TYPES), SourceIp: text(39), LoginType: picklist([]), SessionType: picklist([]), SessionSecurityLevel: picklist([]), LogoutUrl: text(1500), ParentId: lookup('AuthSession', undefined, { label: 'Session ID' }), IsCurrent: bool(),
  }),
];
