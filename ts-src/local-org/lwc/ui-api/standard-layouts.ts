/**
 * What a new org shows of its standard objects, as far as the fields exist: left column, right column, by section.
 * Also which related lists: those are the ones with data that people look for.
 */
export interface StandardLayout {
  readonly sections: readonly { readonly heading: string; readonly left: readonly string[]; readonly right: readonly string[] }[];
}

const SYSTEM = { heading: 'System Information', left: ['CreatedById'], right: ['LastModifiedById'] };

export const STANDARD_LAYOUTS: Readonly<Record<string, StandardLayout>> = {
  Account: {
    sections: [
      { heading: 'Account Information', left: ['OwnerId', 'Name', 'ParentId', 'AccountNumber', 'Type', 'Industry'], right: ['Phone', 'Fax', 'Website', 'AnnualRevenue', 'NumberOfEmployees'] },
      { heading: 'Address Information', left: ['BillingAddress'], right: ['ShippingAddress'] },
      { heading: 'Description Information', left: ['Description'], right: [] },
      SYSTEM,
    ],
  },
  Contact: {
    sections: [
      { heading: 'Contact Information', left: ['OwnerId', 'Name', 'AccountId', 'Title', 'Department', 'Birthdate', 'ReportsToId', 'LeadSource'], right: ['Phone', 'HomePhone', 'MobilePhone', 'Fax', 'Email'] },
      { heading: 'Address Information', left: ['MailingAddress'], right: ['OtherAddress'] },
      { heading: 'Description Information', left: ['Description'], right: [] },
      SYSTEM,
    ],
  },
  Case: {
    sections: [
      { heading: 'Case Information', left: ['OwnerId', 'CaseNumber', 'ContactId', 'AccountId', 'Type', 'Reason'], right: ['Status', 'Priority', 'Origin', 'ContactPhone', 'ContactEmail'] },
      { heading: 'Description Information', left: ['Subject', 'Description'], right: [] },
      SYSTEM,
    ],
  },
  Product2: { sections: [{ heading: 'Product Information', left: ['Name', 'ProductCode', 'StockKeepingUnit'], right: ['IsActive', 'Family'] }, { heading: 'Description Information', left: ['Description'], right: [] }, SYSTEM] },
  Asset: {
    sections: [
      { heading: 'Asset Information', left: ['Name', 'AccountId', 'ContactId', 'Product2Id', 'SerialNumber'], right: ['Status', 'Quantity', 'Price', 'PurchaseDate', 'InstallDate', 'UsageEndDate'] },
      { heading: 'Description Information', left: ['Description'], right: [] },
      SYSTEM,
    ],
  },
  Order: { sections: [{ heading: 'Order Information', left: ['OwnerId', 'OrderNumber', 'AccountId', 'ContractId', 'Type'], right: ['Status', 'EffectiveDate', 'EndDate', 'TotalAmount'] }, { heading: 'Address Information', left: ['BillingAddress'], right: ['ShippingAddress'] }, SYSTEM] },
  Lead: { sections: [{ heading: 'Lead Information', left: ['OwnerId', 'Name', 'Company', 'Title', 'LeadSource', 'Industry'], right: ['Status', 'Phone', 'MobilePhone', 'Email', 'Website', 'Rating'] }, { heading: 'Address Information', left: ['Address'], right: [] }, SYSTEM] },
  Opportunity: { sections: [{ heading: 'Opportunity Information', left: ['OwnerId', 'Name', 'AccountId', 'Type', 'LeadSource'], right: ['CloseDate', 'StageName', 'Probability', 'Amount', 'NextStep'] }, { heading: 'Description Information', left: ['Description'], right: [] }, SYSTEM] },
  User: { sections: [{ heading: 'About', left: ['Name', 'Username', 'Email', 'Title', 'Department'], right: ['IsActive', 'ProfileId', 'UserRoleId', 'ManagerId', 'Phone'] }] },
};

/** Standard children worth a related list where no layout says otherwise. */
export const LISTED_CHILDREN: ReadonlySet<string> = new Set(['Contact', 'Case', 'Opportunity', 'Asset', 'Order', 'OrderItem', 'Contract', 'WorkOrder', 'ReturnOrder', 'PricebookEntry', 'CaseComment', 'OpportunityLineItem']);
