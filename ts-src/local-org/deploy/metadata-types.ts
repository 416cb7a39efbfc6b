/** The metadata types that the org takes, keeps and gives back: how each lies in a package. */
export interface MetadataType {
  /** `ApexClass` */
  readonly name: string;
  /** Folder in a package: `classes`. */
  readonly directory: string;
  /** File extension without dot; '' for bundles. */
  readonly suffix: string;
  /** Components lie in folders that are part of their names: `Reports/Weekly`. */
  readonly inFolder: boolean;
  /** A content file with a `-meta.xml` beside it. */
  readonly metaFile: boolean;
  /** Types inside its files: `CustomField`. */
  readonly children: readonly string[];
  /** The local org keeps it and does nothing with it. */
  readonly inert: boolean;
}

/** Name, directory, suffix, then marks: `meta`, `folder`, `inert`. In the order of their names. */
const TYPES = `
AnalyticSnapshot analyticSnapshots snapshot inert
ApexClass classes cls meta
ApexComponent components component meta inert
ApexEmailNotifications apexEmailNotifications notifications inert
ApexPage pages page meta
ApexTestSuite testSuites testSuite
ApexTrigger triggers trigger meta
AppMenu appMenus appMenu inert
ApprovalProcess approvalProcesses approvalProcess inert
AssignmentRules assignmentRules assignmentRules inert
Audience audience audience inert
AuraDefinitionBundle aura - inert
AuthProvider authproviders authprovider inert
AutoResponseRules autoResponseRules autoResponseRules inert
BrandingSet brandingSets brandingSet inert
Certificate certs crt meta inert
Community communities community inert
ConnectedApp connectedApps connectedApp inert
ContentAsset contentassets asset meta
CorsWhitelistOrigin corsWhitelistOrigins corsWhitelistOrigin inert
CspTrustedSite cspTrustedSites cspTrustedSite
CustomApplication applications app
CustomFeedFilter feedFilters feedFilter inert
CustomHelpMenuSection customHelpMenuSections customHelpMenuSection inert
CustomIndex customindex indx
CustomLabels labels labels
CustomMetadata customMetadata md
CustomNotificationType notificationtypes notiftype
CustomObject objects object
CustomObjectTranslation objectTranslations objectTranslation inert
CustomPageWebLink weblinks weblink inert
CustomPermission customPermissions customPermission
CustomSite sites site
CustomTab tabs tab
Dashboard dashboards dashboard folder inert
DataCategoryGroup datacategorygroups datacategorygroup inert
DataWeaveResource dw dwl meta inert
DelegateGroup delegateGroups delegateGroup inert
DigitalExperienceBundle digitalExperiences -
DigitalExperienceConfig digitalExperienceConfigs digitalExperienceConfig inert
Document documents - folder meta inert
DuplicateRule duplicateRules duplicateRule inert
EmailTemplate email email folder meta
EmbeddedServiceConfig EmbeddedServiceConfig EmbeddedServiceConfig inert
EscalationRules escalationRules escalationRules inert
ExternalCredential externalCredentials externalCredential inert
ExternalServiceRegistration externalServiceRegistrations externalServiceRegistration inert
FlexiPage flexipages flexipage
Flow flows flow
FlowDefinition flowDefinitions flowDefinition inert
GlobalValueSet globalValueSets globalValueSet
GlobalValueSetTranslation globalValueSetTranslations globalValueSetTranslation inert
Group groups group
HomePageLayout homePageLayouts homePageLayout inert
IframeWhiteListUrlSettings iframeWhiteListUrlSettings iframeWhiteListUrlSettings inert
InstalledPackage installedPackages installedPackage inert
Layout layouts layout
Letterhead letterhead letter inert
LightningBolt lightningBolts lightningBolt inert
LightningComponentBundle lwc -
LightningExperienceTheme lightningExperienceThemes lightningExperienceTheme inert
LightningMessageChannel messageChannels messageChannel
ManagedTopics managedTopics managedTopics inert
MatchingRules matchingRules matchingRule inert
MutingPermissionSet mutingpermissionsets mutingpermissionset
NamedCredential namedCredentials namedCredential
NavigationMenu navigationMenus navigationMenu inert
Network networks network
NetworkBranding networkBranding networkBranding meta inert
PathAssistant pathAssistants pathAssistant inert
PermissionSet permissionsets permissionset
PermissionSetGroup permissionsetgroups permissionsetgroup
PlatformCachePartition cachePartitions cachePartition
PlatformEventChannel platformEventChannels platformEventChannel inert
PlatformEventChannelMember platformEventChannelMembers platformEventChannelMember inert
PlatformEventSubscriberConfig PlatformEventSubscriberConfigs platformEventSubscriberConfig inert
Profile profiles profile
ProfilePasswordPolicy profilePasswordPolicies profilePasswordPolicy inert
ProfileSessionSetting profileSessionSettings profileSessionSetting inert
Prompt prompts prompt inert
Queue queues queue
QueueRoutingConfig queueRoutingConfigs queueRoutingConfig inert
QuickAction quickActions quickAction
RecommendationStrategy recommendationStrategies recommendationStrategy inert
RemoteSiteSetting remoteSiteSettings remoteSite
Report reports report folder inert
ReportType reportTypes reportType inert
RestrictionRule restrictionRules rule inert
Role roles role
ServiceChannel serviceChannels serviceChannel inert
Settings settings settings
SharingRules sharingRules sharingRules
SharingSet sharingSets sharingSet
StandardValueSet standardValueSets standardValueSet
StandardValueSetTranslation standardValueSetTranslations standardValueSetTranslation inert
StaticResource staticresources resource meta
TopicsForObjects topicsForObjects topicsForObjects inert
Translations translations translation inert
UserCriteria userCriteria userCriteria inert
Workflow workflows workflow inert
`;

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  CustomLabels: ['CustomLabel'],
  DigitalExperienceBundle: ['DigitalExperience'],
  CustomObject: ['CustomField', 'Index', 'BusinessProcess', 'RecordType', 'CompactLayout', 'WebLink', 'ValidationRule', 'SharingReason', 'ListView', 'FieldSet'],
  SharingRules: ['SharingOwnerRule', 'SharingCriteriaRule', 'SharingGuestRule', 'SharingTerritoryRule'],
  Workflow: ['WorkflowFieldUpdate', 'WorkflowAlert', 'WorkflowTask', 'WorkflowOutboundMessage', 'WorkflowRule'],
};

export const METADATA_TYPES: readonly MetadataType[] = TYPES.trim().split('\n').map((line) => {
  const [name, directory, suffix, ...marks] = line.split(' ') as [string, string, string, ...string[]];
  return { name, directory, suffix: suffix === '-' ? '' : suffix, inFolder: marks.includes('folder'), metaFile: marks.includes('meta'), inert: marks.includes('inert'), children: CHILDREN[name] ?? [] };
});

const byName = new Map(METADATA_TYPES.map((type) => [type.name.toLowerCase(), type]));
const byDirectory = new Map(METADATA_TYPES.map((type) => [type.directory.toLowerCase(), type]));
const parents = new Map(METADATA_TYPES.flatMap((type) => type.children.map((child) => [child.toLowerCase(), { child, type }] as const)));

export const typeNamed = (name: string): MetadataType | undefined => byName.get(name.toLowerCase());

/** The type whose components lie in this folder of a package. */
export const typeOfDirectory = (directory: string): MetadataType | undefined => byDirectory.get(directory.toLowerCase());

/** The type in whose files components of this type lie: `CustomObject` of `CustomField`. */
export const parentType = (child: string): MetadataType | undefined => parents.get(child.toLowerCase())?.type;

/** The name of a type as it is written; undefined for one that the org does not know. */
export const typeName = (name: string): string | undefined => typeNamed(name)?.name ?? parents.get(name.toLowerCase())?.child;

/** Folders of reports and their like: the type's name in a project, and in which directory of a package they lie. */
export const FOLDER_TYPES: Readonly<Record<string, { readonly directory: string; readonly suffix: string; readonly of: string }>> = {
  ReportFolder: { directory: 'reports', suffix: 'reportFolder', of: 'Report' },
  DashboardFolder: { directory: 'dashboards', suffix: 'dashboardFolder', of: 'Dashboard' },
  EmailFolder: { directory: 'email', suffix: 'emailFolder', of: 'EmailTemplate' },
  DocumentFolder: { directory: 'documents', suffix: 'documentFolder', of: 'Document' },
};
