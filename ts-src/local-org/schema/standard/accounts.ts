import {
  address, bool, createOnly, date, datetime, defaulted, email, int, lookup, multiPicklist, personName, phone, picklist, readOnly, required, restricted,
  standard, text, textArea, time, url, currency,
} from './builders.ts';

/** Accounts, contacts and individuals, as in an org without person accounts. */

export const INDUSTRIES = [
  'Agriculture', 'Apparel', 'Banking', 'Biotechnology', 'Chemicals', 'Communications', 'Construction', 'Consulting', 'Education', 'Electronics',
  'Energy', 'Engineering', 'Entertainment', 'Environmental', 'Finance', 'Food & Beverage', 'Government', 'Healthcare', 'Hospitality', 'Insurance',
  'Machinery', 'Manufacturing', 'Media', 'Not For Profit', 'Recreation', 'Retail', 'Shipping', 'Technology', 'Telecommunications', 'Transportation',
  'Utilities', 'Other',
];
export const LEAD_SOURCES = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

const CLEAN_STATUS = ['Pending', 'Matched', 'Different', 'Acknowledged', 'NotFound', 'Inactive', 'SelectMatch', 'Skipped'];
const CONTACT_ROLES = ['Business User', 'Decision Maker', 'Economic Buyer', 'Economic Decision Maker', 'Evaluator', 'Executive Sponsor', 'Influencer', 'Technical Buyer', 'Other'];

export const accounts = [
  standard('Account', 'Account', '001', {
    owner: ['User'], activities: true, viewed: true, history: true,
    sharing: { internal: 'ReadWrite', external: 'Private' }, features: { merge: true },
  }, {
    MasterRecordId: readOnly(lookup('Account', undefined, { label: 'Master Record ID' })),
    Name: required(text(255, 'Account Name')),
    Type: picklist(['Prospect', 'Customer - Direct', 'Customer - Channel', 'Channel Partner / Reseller', 'Installation Partner', 'Technology Partner', 'Other'], 'Account Type'),
    ParentId: lookup('Account', 'ChildAccounts', { label: 'Parent Account ID' }),
    BillingAddress: address(),
    ShippingAddress: address(),
    Phone: phone('Account Phone'),
    Fax: phone('Account Fax'),
    AccountNumber: text(40),
    Website: url(),
    PhotoUrl: readOnly(url('Photo URL')),
    Sic: text(20, 'SIC Code'),
    Industry: picklist(INDUSTRIES),
    AnnualRevenue: currency(18, 0),
    NumberOfEmployees: int('Employees', 8),
    Ownership: picklist(['Public', 'Private', 'Subsidiary', 'Other']),
    TickerSymbol: text(20),
    Description: textArea(32000, 'Account Description'),
    Rating: picklist(['Hot', 'Warm', 'Cold'], 'Account Rating'),
    Site: text(80, 'Account Site'),
    IsCustomerPortal: bool('Customer Portal Account'),
    IsPartner: bool('Partner Account'),
    Jigsaw: text(20, 'Data.com Key'),
    JigsawCompanyId: readOnly(text(20)),
    AccountSource: picklist(LEAD_SOURCES),
    SicDesc: text(80, 'SIC Description'),
    CleanStatus: picklist(CLEAN_STATUS),
    DunsNumber: text(9, 'D-U-N-S Number'),
    NaicsCode: text(8, 'NAICS Code'),
    NaicsDesc: text(120, 'NAICS Description'),
    Tradestyle: text(255),
    YearStarted: text(4),
  }),
  standard('Contact', 'Contact', '003', {
    owner: ['User'], activities: true, viewed: true, history: true,
    sharing: { internal: 'ControlledByParent', external: 'ControlledByParent' }, features: { merge: true },
  }, {
    MasterRecordId: readOnly(lookup('Contact', undefined, { label: 'Master Record ID' })),
    AccountId: lookup('Account', 'Contacts', { label: 'Account ID', onDelete: 'Cascade' }),
    Name: personName(),
    OtherAddress: address(),
    MailingAddress: address(),
    Phone: phone('Business Phone'),
    Fax: phone('Business Fax'),
    MobilePhone: phone(),
    HomePhone: phone(),
    OtherPhone: phone(),
    AssistantPhone: phone('Asst. Phone'),
    ReportsToId: lookup('Contact', undefined, { label: 'Reports To ID', relationship: 'ReportsTo' }),
    Email: email(),
    Title: text(128),
    Department: text(80),
    AssistantName: text(40, "Assistant's Name"),
    LeadSource: picklist(LEAD_SOURCES),
    Birthdate: date(),
    Description: textArea(32000, 'Contact Description'),
    HasOptedOutOfEmail: bool('Email Opt Out'),
    HasOptedOutOfFax: bool('Fax Opt Out'),
    DoNotCall: bool(),
    LastCURequestDate: readOnly(datetime('Last Stay-in-Touch Request Date')),
    LastCUUpdateDate: readOnly(datetime('Last Stay-in-Touch Save Date')),
    EmailBouncedReason: text(255),
    EmailBouncedDate: datetime(),
    IsEmailBounced: readOnly(bool()),
    PhotoUrl: readOnly(url('Photo URL')),
    Jigsaw: text(20, 'Data.com Key'),
    JigsawContactId: readOnly(text(20)),
    CleanStatus: picklist(CLEAN_STATUS),
    IndividualId: lookup('Individual', 'Contacts', { label: 'Individual ID' }),
    Pronouns: picklist(['He/Him', 'She/Her', 'They/Them', 'He/They', 'She/They', 'Not Listed']),
    GenderIdentity: picklist(['Male', 'Female', 'Nonbinary', 'Not Listed']),
  }),
  standard('AccountContactRelation', 'Account Contact Relationship', '07k', { history: true }, {
    AccountId: required(createOnly(lookup('Account', 'AccountContactRelations', { label: 'Account ID', onDelete: 'Cascade' }))),
    ContactId: required(createOnly(lookup('Contact', 'AccountContactRelations', { label: 'Contact ID', onDelete: 'Cascade' }))),
    Roles: multiPicklist(CONTACT_ROLES),
    IsDirect: readOnly(bool('Direct')),
    IsActive: bool('Active'),
    StartDate: date(),
    EndDate: date(),
  }),
  standard('AccountContactRole', 'Account Contact Role', '02Z', {}, {
    AccountId: required(createOnly(lookup('Account', 'AccountContactRoles', { label: 'Account ID', onDelete: 'Cascade' }))),
    ContactId: required(lookup('Contact', 'AccountContactRoles', { label: 'Contact ID', onDelete: 'Cascade' })),
    Role: picklist(CONTACT_ROLES, undefined, 40),
    IsPrimary: bool('Primary'),
  }),
  standard('Individual', 'Individual', '0PK', {
    owner: ['User'], viewed: true, history: true, sharing: { internal: 'ReadWrite', external: 'Private' }, features: { merge: true },
  }, {
    Name: personName(),
    HasOptedOutTracking: bool("Don't Track"),
    HasOptedOutProfiling: bool("Don't Profile"),
    HasOptedOutProcessing: bool("Don't Process"),
    HasOptedOutSolicit: bool("Don't Market"),
    ShouldForget: bool('Forget this Individual'),
    SendIndividualData: bool('Export Individual’s Data'),
    CanStorePiiElsewhere: bool('OK to Store PII Data Elsewhere'),
    HasOptedOutGeoTracking: bool('Block Geolocation Tracking'),
    BirthDate: date(),
    DeathDate: date(),
    ConvictionsCount: int(undefined, 4),
    ChildrenCount: int('Number of Children', 4),
    MilitaryService: picklist(['Yes', 'No', 'Unknown']),
    IsHomeOwner: bool('Home Owner'),
    Occupation: text(150),
    Website: url(),
    IndividualsAge: picklist(['13 or Older', '16 or Older'], "Individual's Age"),
    ConsumerCreditScore: int(undefined, 8),
    ConsumerCreditScoreProviderName: text(80),
    InfluencerRating: int(undefined, 2),
    MasterRecordId: readOnly(lookup('Individual', undefined, { label: 'Master Record ID' })),
  }),
];

/** Rights to hold personal data: purposes, contact points and consents. */
const PRIVACY_STATUS = ['OptIn', 'OptOut', 'NotSeen', 'Seen'];
const CONTACT_POINT_TYPES = ['Email', 'MailingAddress', 'Phone', 'Social', 'Web'];
const SHARED = { internal: 'ReadWrite', external: 'Private' } as const;

export const consent = [
  standard('DataUseLegalBasis', 'Data Use Legal Basis', '0ZV', { owner: true, viewed: true, sharing: SHARED, plural: 'Data Use Legal Bases' }, {
    Name: required(text(255)), Source: text(255), Description: textArea(255),
  }),
  standard('DataUsePurpose', 'Data Use Purpose', '0ZW', { owner: true, viewed: true, sharing: SHARED }, {
    Name: required(text(255)),
    LegalBasisId: lookup('DataUseLegalBasis', 'DataUsePurposes', { label: 'Legal Basis ID' }),
    Description: textArea(255),
    CanDataSubjectOptOut: bool('Can Data Subject Opt Out'),
  }),
  standard('ContactPointTypeConsent', 'Contact Point Type Consent', '0ZY', { owner: true, viewed: true, sharing: SHARED, history: true }, {
    Name: required(text(255)),
    PartyId: required(lookup('Individual', 'Individuals', { label: 'Party ID' })),
    DataUsePurposeId: lookup('DataUsePurpose', undefined, { label: 'Data Use Purpose ID' }),
    ContactPointType: required(restricted(picklist(CONTACT_POINT_TYPES))),
    PrivacyConsentStatus: defaulted(restricted(picklist(PRIVACY_STATUS))),
    EffectiveFrom: datetime(), EffectiveTo: datetime(),
    CaptureDate: required(datetime('Consent Captured Date Time')),
    CaptureContactPointType: defaulted(restricted(picklist(CONTACT_POINT_TYPES, 'Consent Captured Contact Point Type'))),
    CaptureSource: defaulted(text(255, 'Consent Captured Source')),
    DoubleConsentCaptureDate: datetime(),
  }),
  standard('ContactPointConsent', 'Contact Point Consent', '0ZX', { owner: true, viewed: true, sharing: SHARED, history: true }, {
    Name: required(text(255)),
    ContactPointId: required(lookup(['ContactPointAddress', 'ContactPointEmail', 'ContactPointPhone'], 'ContactPointConsents', { label: 'Contact Point ID' })),
    DataUsePurposeId: lookup('DataUsePurpose', undefined, { label: 'Data Use Purpose ID' }),
    PrivacyConsentStatus: defaulted(restricted(picklist(PRIVACY_STATUS))),
    EffectiveFrom: datetime(), EffectiveTo: datetime(),
    CaptureDate: required(datetime('Consent Captured Date Time')),
    CaptureContactPointType: defaulted(restricted(picklist(CONTACT_POINT_TYPES, 'Consent Captured Contact Point Type'))),
    CaptureSource: defaulted(text(255, 'Consent Captured Source')),
    DoubleConsentCaptureDate: datetime(),
  }),
  ...(['Email', 'Phone', 'Address'] as const).map((kind) =>
    standard(`ContactPoint${kind}`, `Contact Point ${kind}`, { Email: '9Pl', Phone: '9Vl', Address: '8lW' }[kind], {
      owner: true, viewed: true, sharing: SHARED, history: true, plural: kind === 'Address' ? 'Contact Point Addresses' : `Contact Point ${kind}s`,
      nameField: kind === 'Address' ? 'Name' : kind === 'Email' ? 'EmailAddress' : 'TelephoneNumber',
    }, {
      ParentId: lookup(['Account', 'Individual'], `ContactPoint${kind === 'Address' ? 'Addresse' : kind}s`, { label: 'Parent ID' }),
      ...(kind === 'Email' ? { EmailAddress: required(email()), EmailMailBox: text(255), EmailDomain: text(255), EmailLatestBounceDateTime: datetime(), EmailLatestBounceReasonText: text(255) } : {}),
      ...(kind === 'Phone' ? {
        AreaCode: text(10), TelephoneNumber: required(phone()), ExtensionNumber: text(10), PhoneType: picklist(['Home', 'Mobile', 'Work', 'Other']),
        IsSmsCapable: bool('SMS Capable'), FormattedInternationalPhoneNumber: text(40), FormattedNationalPhoneNumber: text(40), IsFaxCapable: bool('Fax Capable'),
        IsPersonalPhone: bool('Personal Phone'), IsBusinessPhone: bool('Business Phone'),
      } : {}),
      ...(kind === 'Address' ? { Name: required(text(255)), Address: address(''), AddressType: picklist(['Billing', 'Shipping']), IsDefault: bool('Default') } : {}),
      ActiveFromDate: date(), ActiveToDate: date(), PreferenceRank: int(), UsageType: picklist(['Home', 'Work', 'Temp']), BestTimeToContactTimezone: picklist([]),
      BestTimeToContactEndTime: time(), BestTimeToContactStartTime: time(),
      IsPrimary: bool('Primary'),
    })),
  standard('AuthorizationForm', 'Authorization Form', '0cK', { owner: true, viewed: true, sharing: SHARED, history: true }, {
    Name: required(text(255)), RevisionNumber: text(255), EffectiveFromDate: date(), EffectiveToDate: date(), IsSignatureRequired: bool('Signature Required'),
    DefaultAuthFormTextId: lookup('AuthorizationFormText', undefined, { label: 'Default Authorization Form Text ID', relationship: 'DefaultAuthFormText' }),
  }),
  standard('AuthorizationFormText', 'Authorization Form Text', '0cM', { viewed: true, history: true }, {
    Name: required(text(255)), AuthorizationFormId: required(createOnly(lookup('AuthorizationForm', 'AuthorizationForms', { label: 'Authorization Form ID', onDelete: 'Cascade' }))),
    Locale: picklist([]), SummaryAuthFormText: textArea(4000), FullAuthorizationFormUrl: url(undefined, 1000), ContentDocumentId: lookup('ContentDocument', undefined, { label: 'Content Document ID' }),
  }),
  standard('AuthorizationFormConsent', 'Authorization Form Consent', '0cL', { owner: true, viewed: true, sharing: SHARED, history: true }, {
    Name: required(text(255)), ConsentGiverId: required(lookup(['Account', 'Contact', 'Individual', 'User'], 'AuthorizationFormConsents', { label: 'Consent Giver ID' })),
    AuthorizationFormTextId: required(lookup('AuthorizationFormText', 'AuthorizationFormConsents', { label: 'Authorization Form Text ID' })),
    Status: picklist(['Seen', 'Signed', 'Rejected', 'Expired']), ConsentCapturedDateTime: required(datetime()), ConsentCapturedSource: required(text(255)),
    ConsentCapturedSourceType: required(picklist(CONTACT_POINT_TYPES)), DocumentVersionId: lookup('ContentVersion', undefined, { label: 'Document Version ID' }),
    RelatedRecordId: lookup(['Account', 'Contact', 'Individual', 'Case', 'Order', 'Opportunity'], undefined, { label: 'Related Record ID' }),
  }),
];
