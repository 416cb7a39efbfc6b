import { base64, bool, checked, createOnly, datetime, defaulted, int, lookup, picklist, readOnly, required, restricted, standard, text, textArea, url } from './builders.ts';

const SHARING_OPTION = ['*A', 'R'];
const PRIVACY = ['*N', 'P'];

/** Files, attachments and what is attached to records. */
export const content = [
  standard('ContentDocument', 'Content Document', '069', { owner: ['User'], viewed: true, nameField: 'Title', createable: false, plural: 'Content Documents', history: true }, {
    IsArchived: bool('Is Archived'), ArchivedById: readOnly(lookup('User', undefined, { label: 'User ID' })), ArchivedDate: readOnly(datetime()), Title: required(text(255)), PublishStatus: readOnly(defaulted(picklist(['U', '*P', 'R'], undefined, 40))), LatestPublishedVersionId: readOnly(lookup('ContentVersion', undefined, { label: 'Latest Published Version ID' })), ParentId: lookup('ContentWorkspace', undefined, { label: 'Parent ID' }),
    Description: text(1000), ContentSize: readOnly(int('Size')), FileType: readOnly(text(20)), FileExtension: readOnly(text(40)), SharingOption: restricted(picklist(SHARING_OPTION, 'Prevent others from sharing and unsharing', 40)), SharingPrivacy: restricted(picklist(PRIVACY, 'File Privacy on Records', 40)), ContentModifiedDate: readOnly(datetime()), ContentAssetId: readOnly(lookup('ContentAsset', undefined, { label: 'Asset File ID' })),
  }),
  standard('ContentVersion', 'Content Version', '068', { owner: ['User'], nameField: 'Title', deletable: false, plural: 'Content Versions', features: { search: true } }, {
    ContentDocumentId: createOnly(defaulted(lookup('ContentDocument', 'ContentVersions', { label: 'ContentDocument ID', onDelete: 'Cascade' }))), IsLatest: readOnly(checked('Is Latest')), ContentUrl: url('Content URL', 1300), ContentBodyId: readOnly(text(18)), VersionNumber: readOnly(text(20)), Title: defaulted(text(255)), Description: text(1000), ReasonForChange: text(1000), SharingOption: defaulted(restricted(picklist(SHARING_OPTION, 'Prevent others from sharing and unsharing', 40))), SharingPrivacy: defaulted(restricted(picklist(PRIVACY, 'File Privacy on Records', 40))),
    PathOnClient: createOnly(text(500)), RatingCount: readOnly(int()), ContentModifiedDate: readOnly(datetime()), ContentModifiedById: readOnly(lookup('User', undefined, { label: 'User ID' })), TagCsv: text(2000, 'Tags'), FileType: readOnly(defaulted(text(20))), PublishStatus: readOnly(defaulted(picklist(['U', '*P', 'R'], undefined, 40))), VersionData: base64(), ContentSize: readOnly(int('Size')), FileExtension: readOnly(text(40)), FirstPublishLocationId: createOnly(lookup('@any', undefined, { label: 'First Publish Location ID' })),
    Origin: createOnly(defaulted(restricted(picklist(['C', '*H'], 'Content Origin', 40)))), NetworkId: createOnly(lookup('Network', undefined, { label: 'Network ID' })), ContentLocation: createOnly(defaulted(restricted(picklist(['*S', 'E', 'L'], undefined, 40)))), TextPreview: readOnly(text(255)), ExternalDocumentInfo1: text(1000), ExternalDocumentInfo2: text(1000), ExternalDataSourceId: lookup('ExternalDataSource', undefined, { label: 'External Data Source ID' }), Checksum: readOnly(text(50)), IsMajorVersion: createOnly(bool('Major Version')), IsAssetEnabled: createOnly(bool('Asset File Enabled')), VersionDataUrl: readOnly(url(undefined, 255)),
  }),
  standard('ContentDocumentLink', 'Content Document Link', '06A', { without: ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById'] }, {
    LinkedEntityId: required(createOnly(lookup('@any', 'ContentDocumentLinks', { label: 'Linked Entity ID', onDelete: 'Cascade' }))), ContentDocumentId: required(createOnly(lookup('ContentDocument', 'ContentDocumentLinks', { label: 'ContentDocument ID', onDelete: 'Cascade' }))), ShareType: restricted(picklist(['V', 'C', '*I'], undefined, 40)), Visibility: restricted(picklist(['AllUsers', '*InternalUsers', 'SharedUsers'], undefined, 40)),
  }),
  standard('ContentDistribution', 'Content Delivery', '05D', { owner: ['User'], plural: 'Content Deliveries' }, {
    Name: required(text(100)), ContentVersionId: required(createOnly(lookup('ContentVersion', undefined, { label: 'ContentVersion ID' }))), ContentDocumentId: readOnly(lookup('ContentDocument', 'ContentDistributions', { label: 'ContentDocument ID' })), RelatedRecordId: lookup('@any', undefined, { label: 'Related Record ID' }), PreferencesAllowPDFDownload: bool(), PreferencesAllowOriginalDownload: bool(), PreferencesPasswordRequired: bool(), PreferencesNotifyOnVisit: bool(), PreferencesLinkLatestVersion: bool(), PreferencesAllowViewInBrowser: bool(), PreferencesExpires: bool(), PreferencesNotifyRndtnComplete: bool(),
    ExpiryDate: datetime(), Password: readOnly(text(30)), ViewCount: readOnly(int()), FirstViewDate: readOnly(datetime()), LastViewDate: readOnly(datetime()), DistributionPublicUrl: readOnly(url('External Link', 1333)), ContentDownloadUrl: readOnly(url('File Download Link', 1333)), PdfDownloadUrl: readOnly(url('PDF Download Link', 1333)),
  }),
  standard('ContentAsset', 'Asset File', '03S', { nameField: 'MasterLabel' }, { DeveloperName: required(text(40)), Language: picklist([], undefined, 40), MasterLabel: required(text(80)), NamespacePrefix: readOnly(text(15)), ContentDocumentId: readOnly(lookup('ContentDocument', undefined, { label: 'ContentDocument ID' })), IsVisibleByExternalUsers: bool() }),
  standard('ContentWorkspace', 'Library', '058', { plural: 'Libraries', without: ['IsDeleted'], createable: false }, { Name: required(text(255)), Description: text(1000), DeveloperName: text(80), IsRestrictContentTypes: bool(), WorkspaceType: picklist(['R', 'B', 'M', 'S'], undefined, 40) }),
  standard('Attachment', 'Attachment', '00P', { owner: ['User'] }, {
    ParentId: required(createOnly(lookup('@attachable', 'Attachments', { label: 'Parent ID', onDelete: 'Cascade' }))), Name: required(text(255, 'File Name')), IsPrivate: bool('Private'), ContentType: text(120), BodyLength: readOnly(defaulted(int())), Body: required(base64()), Description: text(500),
  }),
  standard('StaticResource', 'Static Resource', '081', { setup: true, without: ['IsDeleted'] }, {
    NamespacePrefix: readOnly(text(15)), Name: required(text(255)), ContentType: required(text(120, 'MIME Type')), BodyLength: readOnly(defaulted(int('Size'))), Body: base64(), Description: text(255), CacheControl: required(restricted(picklist(['*Private', 'Public'], undefined, 40))),
  }),
  standard('CollaborationGroup', 'Group', '0F9', { owner: ['User'], viewed: true, without: ['IsDeleted'] }, {
    Name: required(text(40)), MemberCount: readOnly(defaulted(int('Members'))), CollaborationType: required(restricted(picklist(['*Public', 'Private', 'Unlisted'], 'Access Type', 40))), Description: text(1000), LastFeedModifiedDate: readOnly(defaulted(datetime())), InformationTitle: text(40), InformationBody: text(4000), CanHaveGuests: bool('Allow customers'), IsArchived: bool('Archive'), IsAutoArchiveDisabled: bool('Disable automatic archiving'), IsBroadcast: bool('Broadcast Only'), NetworkId: createOnly(lookup('Network', undefined, { label: 'Network ID' })),
  }),
  standard('CollaborationGroupMember', 'Group Member', '0FB', { without: ['IsDeleted'] }, {
    CollaborationGroupId: required(createOnly(lookup('CollaborationGroup', 'GroupMembers', { label: 'Group ID', onDelete: 'Cascade' }))), MemberId: required(createOnly(lookup('User', 'GroupMemberships', { label: 'Member ID' }))), CollaborationRole: restricted(picklist(['*Standard', 'Admin'], 'Group Member Role', 40)), NotificationFrequency: restricted(picklist(['D', 'W', '*N', 'P'], undefined, 40)), LastFeedAccessDate: readOnly(datetime()),
  }),
  standard('ApexClass', 'Apex Class', '01p', { setup: true, without: ['IsDeleted'], createable: false, updateable: false, deletable: false, plural: 'Apex Classes' }, apexFields('Body')),
  standard('ApexTrigger', 'Apex Trigger', '01q', { setup: true, without: ['IsDeleted'], createable: false, updateable: false, deletable: false }, {
    TableEnumOrId: text(40, 'Object'), UsageBeforeInsert: bool(), UsageAfterInsert: bool(), UsageBeforeUpdate: bool(), UsageAfterUpdate: bool(), UsageBeforeDelete: bool(), UsageAfterDelete: bool(), UsageIsBulk: bool(), UsageAfterUndelete: bool(), ...apexFields('Body'),
  }),
  standard('ApexPage', 'Visualforce Page', '066', { setup: true, without: ['IsDeleted'], createable: false, updateable: false, deletable: false }, { ...apexFields('Markup'), MasterLabel: text(80), Description: text(255), ControllerType: text(40), ControllerKey: text(255), IsAvailableInTouch: bool(), IsConfirmationTokenRequired: bool() }),
  standard('ApexComponent', 'Visualforce Component', '099', { setup: true, without: ['IsDeleted'], createable: false, updateable: false, deletable: false }, { ...apexFields('Markup'), MasterLabel: text(80), Description: text(255), ControllerType: text(40), ControllerKey: text(255) }),
];

function apexFields(body: string): Record<string, ReturnType<typeof text>> {
  const apiVersion: ReturnType<typeof text> = (name) => [{ ...text(0, 'Api Version')(name)[0]!, type: 'double', precision: 18, scale: 1 }];
  return {
    NamespacePrefix: text(15), Name: text(255), ApiVersion: apiVersion, [body]: textArea(1000000),
    ...(body === 'Body' ? { Status: picklist(['Inactive', '*Active', 'Deleted'], undefined, 40), IsValid: bool(), BodyCrc: (name: string) => [{ ...text(0)(name)[0]!, type: 'double' as const, precision: 18 }], LengthWithoutComments: int('Size Without Comments') } : {}),
  };
}
