import { INDUSTRIES, LEAD_SOURCES } from './accounts.ts';
import {
  address, autoNumber, bool, checked, createOnly, currency, date, datetime, defaulted, double, email, int, lookup, percent, personName, phone, picklist, readOnly,
  required, restricted, standard, text, textArea, url,
} from './builders.ts';

const FORECAST = ['Omitted', 'Pipeline', 'BestCase', 'MostLikely', 'Forecast', 'Closed'];
const FORECAST_NAMES = ['Omitted', 'Pipeline', 'Best Case', 'Most Likely', 'Commit', 'Closed'];
const STAGES = ['Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers', 'Perception Analysis', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'];
const ROLES = ['Business User', 'Decision Maker', 'Economic Buyer', 'Economic Decision Maker', 'Evaluator', 'Executive Sponsor', 'Influencer', 'Technical Buyer', 'Other'];
const UNITS = ['Each'];

/** Values of a status picklist as rows (LeadStatus, OpportunityStage…): read only. */
const VALUE_ROWS = { createable: false, updateable: false, deletable: false, without: ['IsDeleted'], nameField: 'MasterLabel' } as const;

/** Leads to orders, products and prices, campaigns. */
export const sales = [
  standard('Lead', 'Lead', '00Q', { owner: true, activities: true, viewed: true, history: true, sharing: { internal: 'ReadWrite', external: 'Private' }, features: { merge: true } }, {
    MasterRecordId: readOnly(lookup('Lead', undefined, { label: 'Master Record ID' })),
    Name: personName(), Title: text(128), Company: required(text(255)), Address: address(''), Phone: phone(), MobilePhone: phone(), Fax: phone(), Email: email(), Website: url(),
    PhotoUrl: readOnly(url('Photo URL')), Description: textArea(32000), LeadSource: picklist(LEAD_SOURCES),
    Status: defaulted(picklist(['*Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'])),
    Industry: picklist(INDUSTRIES), Rating: picklist(['Hot', 'Warm', 'Cold']), AnnualRevenue: currency(18, 0), NumberOfEmployees: int('Employees', 8),
    HasOptedOutOfEmail: bool('Email Opt Out'), IsConverted: createOnly(bool('Converted')), ConvertedDate: readOnly(date()),
    ConvertedAccountId: readOnly(lookup('Account', undefined, { label: 'Converted Account ID' })), ConvertedContactId: readOnly(lookup('Contact', undefined, { label: 'Converted Contact ID' })),
    ConvertedOpportunityId: readOnly(lookup('Opportunity', undefined, { label: 'Converted Opportunity ID' })), IsUnreadByOwner: bool('Unread By Owner'), DoNotCall: bool(), HasOptedOutOfFax: bool('Fax Opt Out'),
    Jigsaw: text(20, 'Data.com Key'), JigsawContactId: readOnly(text(20)), EmailBouncedReason: text(255), EmailBouncedDate: datetime(), IndividualId: lookup('Individual', 'Leads', { label: 'Individual ID' }),
  }),
  standard('LeadStatus', 'Lead Status Value', '01Q', { ...VALUE_ROWS, plural: 'Lead Status Values' }, { MasterLabel: text(255), ApiName: text(255), SortOrder: int(), IsDefault: bool(), IsConverted: bool('Converted') }),
  standard('Opportunity', 'Opportunity', '006', { owner: ['User'], activities: true, viewed: true, history: true, sharing: { internal: 'ReadWrite', external: 'Private' } }, {
    AccountId: lookup('Account', 'Opportunities', { label: 'Account ID', onDelete: 'Cascade' }), IsPrivate: bool('Private'), Name: required(text(120)), Description: textArea(32000),
    StageName: required(picklist(STAGES, 'Stage')), Amount: currency(), Probability: percent(3, 0, 'Probability (%)'), ExpectedRevenue: readOnly(currency(18, 2, 'Expected Amount')), TotalOpportunityQuantity: double(18, 2, 'Quantity'),
    CloseDate: required(date()), Type: picklist(['Existing Customer - Upgrade', 'Existing Customer - Replacement', 'Existing Customer - Downgrade', 'New Customer'], 'Opportunity Type'), NextStep: text(255),
    LeadSource: picklist(LEAD_SOURCES), IsClosed: readOnly(bool('Closed')), IsWon: readOnly(bool('Won')), ForecastCategory: readOnly(defaulted(picklist(FORECAST, undefined, 40))), ForecastCategoryName: picklist(FORECAST_NAMES, 'Forecast Category', 40),
    CampaignId: lookup('Campaign', 'Opportunities', { label: 'Campaign ID' }), HasOpportunityLineItem: readOnly(bool('Has Line Item')), Pricebook2Id: lookup('Pricebook2', 'Opportunities', { label: 'Price Book ID' }),
    ContactId: createOnly(lookup('Contact', undefined, { label: 'Contact ID' })), ContractId: lookup('Contract', 'Opportunities', { label: 'Contract ID' }), PushCount: readOnly(int()), LastStageChangeDate: readOnly(datetime()), FiscalQuarter: readOnly(int()), FiscalYear: readOnly(int()), Fiscal: readOnly(text(6, 'Fiscal Period')),
    HasOpenActivity: readOnly(bool()), HasOverdueTask: readOnly(bool()), LastAmountChangedHistoryId: readOnly(lookup('OpportunityHistory', undefined, { label: 'Opportunity History ID' })), LastCloseDateChangedHistoryId: readOnly(lookup('OpportunityHistory', undefined, { label: 'Opportunity History ID' })),
  }),
  standard('OpportunityStage', 'Opportunity Stage', '01J', { ...VALUE_ROWS }, {
    MasterLabel: text(255), ApiName: text(255), IsActive: bool(), SortOrder: int(), IsClosed: bool(), IsWon: bool(), ForecastCategory: picklist(FORECAST), ForecastCategoryName: picklist(FORECAST_NAMES),
    DefaultProbability: percent(3, 0), Description: textArea(255),
  }),
  standard('OpportunityHistory', 'Opportunity: History', '008', { createable: false, updateable: false, deletable: false, without: ['LastModifiedDate', 'LastModifiedById'], plural: 'Opportunity: History' }, {
    OpportunityId: required(lookup('Opportunity', 'OpportunityHistories', { label: 'Opportunity ID', onDelete: 'Cascade' })), StageName: picklist(STAGES), Amount: currency(), ExpectedRevenue: currency(), CloseDate: date(), Probability: percent(3, 0), ForecastCategory: picklist(FORECAST),
  }),
  standard('OpportunityContactRole', 'Opportunity Contact Role', '00K', {}, {
    OpportunityId: required(createOnly(lookup('Opportunity', 'OpportunityContactRoles', { label: 'Opportunity ID', onDelete: 'Cascade' }))), ContactId: required(createOnly(lookup('Contact', 'OpportunityContactRoles', { label: 'Contact ID', onDelete: 'Cascade' }))),
    Role: picklist(ROLES, undefined, 40), IsPrimary: bool('Primary'),
  }),
  standard('OpportunityLineItem', 'Opportunity Product', '00k', { features: { undelete: true, reports: true } }, {
    OpportunityId: required(createOnly(lookup('Opportunity', 'OpportunityLineItems', { label: 'Opportunity ID', onDelete: 'Cascade' }))), SortOrder: int(), PricebookEntryId: lookup('PricebookEntry', 'OpportunityLineItems', { label: 'Price Book Entry ID' }),
    Product2Id: createOnly(lookup('Product2', undefined, { label: 'Product ID' })), ProductCode: readOnly(text(255)), Name: readOnly(text(376, 'Opportunity Product Name')), Quantity: required(double(12, 2)), Discount: percent(5, 2), Subtotal: readOnly(currency()), TotalPrice: currency(),
    UnitPrice: currency(18, 2, 'Sales Price'), ListPrice: readOnly(currency()), ServiceDate: date('Date'), Description: text(255, 'Line Description'),
  }),
  standard('Product2', 'Product', '01t', { viewed: true, history: true, activities: true, lastActivity: false }, {
    Name: required(text(255, 'Product Name')), ProductCode: text(255), Description: textArea(4000, 'Product Description'), IsActive: bool('Active'), Family: picklist(['*None'], 'Product Family'),
    ExternalDataSourceId: lookup('ExternalDataSource', undefined, { label: 'External Data Source ID' }), ExternalId: text(255, 'External ID'), DisplayUrl: url('Display URL', 1000), QuantityUnitOfMeasure: picklist(UNITS), IsArchived: readOnly(bool('Archived')), StockKeepingUnit: text(180, 'Product SKU'),
    Type: restricted(picklist(['Base'], 'Product Type')), ProductClass: readOnly(restricted(picklist(['Simple', 'Variation', 'VariationParent']))),
  }),
  standard('Pricebook2', 'Price Book', '01s', { viewed: true, history: true }, {
    Name: required(text(255, 'Price Book Name')), IsActive: bool('Active'), IsArchived: readOnly(bool('Archived')), Description: text(255), IsStandard: readOnly(bool('Is Standard Price Book')), ValidFrom: datetime(), ValidTo: datetime(),
  }),
  standard('PricebookEntry', 'Price Book Entry', '01u', { history: true, features: { undelete: true } }, {
    Name: readOnly(text(255, 'Product Name')), Pricebook2Id: required(createOnly(lookup('Pricebook2', 'PricebookEntries', { label: 'Price Book ID', onDelete: 'Cascade' }))), Product2Id: required(createOnly(lookup('Product2', 'PricebookEntries', { label: 'Product ID', onDelete: 'Cascade' }))),
    UnitPrice: required(currency(18, 2, 'List Price')), IsActive: bool('Active'), UseStandardPrice: bool(), ProductCode: readOnly(text(255)), IsArchived: readOnly(bool('Archived')),
  }),
  standard('Contract', 'Contract', '800', { owner: ['User'], activities: true, viewed: true, history: true, nameField: 'ContractNumber', sharing: { internal: 'ReadWrite', external: 'Private' }, features: { sharing: false } }, {
    AccountId: required(lookup('Account', 'Contracts', { label: 'Account ID', onDelete: 'Cascade' })), Pricebook2Id: lookup('Pricebook2', 'Contracts', { label: 'Price Book ID' }), OwnerExpirationNotice: picklist(['15', '30', '45', '60', '90', '120']), StartDate: date('Contract Start Date'), EndDate: readOnly(date('Contract End Date')),
    BillingAddress: address(), ShippingAddress: address(), ContractTerm: int(), Name: text(80, 'Contract Name'), Status: defaulted(picklist(['*Draft', 'In Approval Process', 'Activated'])), CompanySignedId: lookup('User', 'ContractsSigned', { label: 'Company Signed By ID' }), CompanySignedDate: date(),
    CustomerSignedId: lookup('Contact', 'ContractsSigned', { label: 'Customer Signed By ID' }), CustomerSignedTitle: text(40), CustomerSignedDate: date(), SpecialTerms: textArea(4000), ActivatedById: readOnly(lookup('User', undefined, { label: 'Activated By ID' })), ActivatedDate: readOnly(datetime()),
    StatusCode: readOnly(defaulted(picklist(['*Draft', 'InApproval', 'Activated', 'Terminated', 'Expired', 'Rejected', 'Negotiating', 'AwaitingSignature', 'SignatureDeclined', 'Signed', 'Cancelled', 'Expired2'], 'Status Category'))), Description: textArea(32000), ContractNumber: autoNumber('{00000000}'), LastApprovedDate: readOnly(datetime()),
  }),
  standard('ContractStatus', 'Contract Status Value', '02T', { ...VALUE_ROWS, plural: 'Contract Status Values' }, { MasterLabel: text(255), ApiName: text(255), SortOrder: int(), IsDefault: bool(), StatusCode: picklist(['Draft', 'InApproval', 'Activated']) }),
  standard('Order', 'Order', '801', { owner: true, activities: true, lastActivity: false, viewed: true, history: true, nameField: 'OrderNumber', sharing: { internal: 'ReadWrite', external: 'Private' } }, {
    ContractId: lookup('Contract', 'Orders', { label: 'Contract ID' }), AccountId: createOnly(lookup('Account', 'Orders', { label: 'Account ID', onDelete: 'Restrict' })), Pricebook2Id: lookup('Pricebook2', 'Orders', { label: 'Price Book ID' }), OriginalOrderId: createOnly(lookup('Order', 'Orders', { label: 'Original Order ID' })),
    OpportunityId: lookup('Opportunity', 'Orders', { label: 'Opportunity ID' }), EffectiveDate: required(date('Order Start Date')), EndDate: date('Order End Date'), IsReductionOrder: createOnly(bool('Reduction Order')), Status: required(picklist(['*Draft', 'Activated'])), Description: textArea(32000),
    CustomerAuthorizedById: lookup('Contact', undefined, { label: 'Customer Authorized By ID' }), CustomerAuthorizedDate: date(), CompanyAuthorizedById: lookup('User', undefined, { label: 'Company Authorized By ID' }), CompanyAuthorizedDate: date(), Type: picklist([], 'Order Type'), BillingAddress: address(), ShippingAddress: address(),
    Name: text(80, 'Order Name'), PoDate: date('PO Date'), PoNumber: text(80, 'PO Number'), OrderReferenceNumber: text(80), BillToContactId: lookup('Contact', undefined, { label: 'Bill To Contact ID' }), ShipToContactId: lookup('Contact', undefined, { label: 'Ship To Contact ID' }),
    ActivatedDate: readOnly(datetime()), ActivatedById: readOnly(lookup('User', undefined, { label: 'Activated By ID' })), StatusCode: readOnly(defaulted(picklist(['*Draft', 'Activated', 'Cancelled', 'Expired'], 'Status Category'))), OrderNumber: autoNumber('{00000000}'), TotalAmount: readOnly(defaulted(currency(18, 2, 'Order Amount'))),
  }),
  standard('OrderItem', 'Order Product', '802', { nameField: 'OrderItemNumber', history: true, features: { reports: true } }, {
    Product2Id: createOnly(lookup('Product2', undefined, { label: 'Product ID' })), OrderId: required(createOnly(lookup('Order', 'OrderItems', { label: 'Order ID', onDelete: 'Cascade' }))), PricebookEntryId: createOnly(lookup('PricebookEntry', 'OrderItems', { label: 'Price Book Entry ID' })), OriginalOrderItemId: createOnly(lookup('OrderItem', 'ChildOrderItems', { label: 'Original Order Item ID' })),
    AvailableQuantity: readOnly(double(16, 2)), Quantity: required(double(16, 2)), UnitPrice: currency(16, 2), ListPrice: readOnly(currency(16, 2)), TotalPrice: readOnly(currency(16, 2)), ServiceDate: date('Start Date'), EndDate: date(), Description: text(255, 'Line Description'), OrderItemNumber: autoNumber('{0000000000}', 'Order Product Number'),
  }),
  standard('Campaign', 'Campaign', '701', { owner: ['User'], activities: true, viewed: true, history: true, sharing: { internal: 'ReadWrite', external: 'Private' } }, {
    Name: required(text(80)), ParentId: lookup('Campaign', 'ChildCampaigns', { label: 'Parent Campaign ID' }), Type: picklist(['Conference', 'Webinar', 'Trade Show', 'Public Relations', 'Partners', 'Referral Program', 'Advertisement', 'Banner Ads', 'Direct Mail', 'Email', 'Telemarketing', 'Other']),
    Status: picklist(['*Planned', 'In Progress', 'Completed', 'Aborted']), StartDate: date(), EndDate: date(), ExpectedRevenue: currency(18, 0), BudgetedCost: currency(18, 0), ActualCost: currency(18, 0), ExpectedResponse: percent(8, 2, 'Expected Response (%)'), NumberSent: double(18, 0, 'Num Sent'), IsActive: bool('Active'), Description: textArea(32000),
    NumberOfLeads: readOnly(defaulted(int('Leads in Campaign'), '0')), NumberOfConvertedLeads: readOnly(defaulted(int('Converted Leads in Campaign'), '0')), NumberOfContacts: readOnly(defaulted(int('Contacts in Campaign'), '0')), NumberOfResponses: readOnly(defaulted(int('Responses in Campaign'), '0')),
    NumberOfOpportunities: readOnly(defaulted(int('Opportunities in Campaign'), '0')), NumberOfWonOpportunities: readOnly(defaulted(int('Won Opportunities in Campaign'), '0')), AmountAllOpportunities: readOnly(defaulted(currency(), '0')), AmountWonOpportunities: readOnly(defaulted(currency(), '0')),
    ...Object.fromEntries('NumberOfLeads NumberOfConvertedLeads NumberOfContacts NumberOfResponses NumberOfOpportunities NumberOfWonOpportunities'.split(' ').map((name) => [`Hierarchy${name}`, readOnly(defaulted(int(), '0'))])),
    ...Object.fromEntries('AmountAllOpportunities AmountWonOpportunities ExpectedRevenue BudgetedCost ActualCost'.split(' ').map((name) => [`Hierarchy${name}`, readOnly(currency(18, name.startsWith('Amount') ? 2 : 0))])),
    HierarchyNumberSent: readOnly(double(18, 0)),
    CampaignMemberRecordTypeId: lookup('RecordType', undefined, { label: 'Record Type ID' }),
  }),
  standard('CampaignMember', 'Campaign Member', '00v', { features: { search: true, reports: true } }, {
    CampaignId: required(createOnly(lookup('Campaign', 'CampaignMembers', { label: 'Campaign ID', onDelete: 'Cascade' }))), LeadId: createOnly(lookup('Lead', 'CampaignMembers', { label: 'Lead ID', onDelete: 'Cascade' })), ContactId: createOnly(lookup('Contact', 'CampaignMembers', { label: 'Contact ID', onDelete: 'Cascade' })),
    Status: picklist(['Planned', '*Sent', 'Responded']), HasResponded: readOnly(bool('Responded')), FirstRespondedDate: readOnly(date()), Salutation: readOnly(picklist([], undefined, 40)), Name: readOnly(text(240)), FirstName: readOnly(text(40)), LastName: readOnly(text(80)), Title: readOnly(text(128)),
    Street: readOnly(textArea(255)), City: readOnly(text(40)), State: readOnly(text(80, 'State/Province')), PostalCode: readOnly(text(20)), Country: readOnly(text(80)), Email: readOnly(email()), Phone: readOnly(phone()), Fax: readOnly(phone()), MobilePhone: readOnly(phone()), Description: readOnly(textArea(32000)), DoNotCall: readOnly(bool()),
    HasOptedOutOfEmail: readOnly(bool()), HasOptedOutOfFax: readOnly(bool()), LeadSource: readOnly(picklist(LEAD_SOURCES)), CompanyOrAccount: readOnly(text(255)), Type: readOnly(picklist(['Lead', 'Contact'], undefined, 40)), LeadOrContactId: readOnly(lookup(['Contact', 'Lead'], undefined, { label: 'Related Record ID' })), LeadOrContactOwnerId: readOnly(lookup(['Group', 'User'], undefined, { label: 'Related Record Owner ID' })),
  }),
  standard('CampaignMemberStatus', 'Campaign Member Status', '01Y', { nameField: 'Label', plural: 'Campaign Member Statuses' }, {
    CampaignId: required(createOnly(lookup('Campaign', 'CampaignMemberStatuses', { label: 'Campaign ID', onDelete: 'Cascade' }))), Label: required(text(255)), SortOrder: int(), IsDefault: bool(), HasResponded: bool('Responded'),
  }),
  standard('CurrencyType', 'Currency Type', '01L', { without: ['IsDeleted'], deletable: false, nameField: 'IsoCode' }, {
    IsoCode: required(createOnly(picklist([], 'Currency ISO Code', 40))), ConversionRate: required(double(18, 6)), DecimalPlaces: required(int()), IsActive: checked('Active'), IsCorporate: readOnly(bool('Corporate Currency')),
  }),
];
