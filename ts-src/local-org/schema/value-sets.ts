import type { ProjectMetadata, XmlComponent, XmlElement } from '../metadata/index.ts';
import type { PicklistValue } from './model.ts';

/** Values of a global value set, by its name in lower case. */
export type ValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

export function globalValueSets(project: ProjectMetadata): ValueSets {
  return new Map(project.globalValueSets.map((set) => [set.fullName.toLowerCase(), readValues(set.xml.list('customValue'), set.xml.flag('sorted'))]));
}

/** Values from `<customValue>`, `<standardValue>` or `<value>` elements. */
export function readValues(elements: readonly XmlElement[], sorted: boolean): PicklistValue[] {
  const values = elements.map((e): PicklistValue => {
    const value = decodeName(e.text('fullName') ?? '');
    return { value, label: e.text('label') ?? value, active: e.flag('isActive', true), default: e.flag('default') };
  });
  return sorted ? values.sort((a, b) => a.label.localeCompare(b.label)) : values;
}

/** Names in record types and some value sets are URL-encoded (`On%20Hold`). */
export function decodeName(name: string): string {
  try {
    return name.includes('%') ? decodeURIComponent(name) : name;
  } catch {
    return name;
  }
}

/** Which fields a standard value set feeds. */
const STANDARD_VALUE_SETS: Readonly<Record<string, readonly string[]>> = {
  AccountType: ['Account.Type'], AccountRating: ['Account.Rating', 'Lead.Rating'], AccountOwnership: ['Account.Ownership'], Industry: ['Account.Industry', 'Lead.Industry'],
  LeadSource: ['Account.AccountSource', 'Contact.LeadSource', 'Lead.LeadSource', 'Opportunity.LeadSource'], LeadStatus: ['Lead.Status'], Salutation: ['Contact.Salutation', 'Lead.Salutation', 'Individual.Salutation'],
  CaseStatus: ['Case.Status'], CaseOrigin: ['Case.Origin'], CasePriority: ['Case.Priority'], CaseReason: ['Case.Reason'], CaseType: ['Case.Type'],
  OpportunityStage: ['Opportunity.StageName'], OpportunityType: ['Opportunity.Type'], Product2Family: ['Product2.Family'], QuantityUnitOfMeasure: ['Product2.QuantityUnitOfMeasure'],
  AssetStatus: ['Asset.Status'], OrderStatus: ['Order.Status'], OrderType: ['Order.Type'], ContractStatus: ['Contract.Status'], CampaignType: ['Campaign.Type'], CampaignStatus: ['Campaign.Status'], CampaignMemberStatus: ['CampaignMember.Status'],
  TaskStatus: ['Task.Status'], TaskPriority: ['Task.Priority'], TaskSubject: ['Task.Subject'], TaskType: ['Task.Type'], EventSubject: ['Event.Subject'], EventType: ['Event.Type'],
  AccountContactMultiRoles: ['AccountContactRelation.Roles'], AccountContactRole: ['AccountContactRole.Role'], ContactRole: ['OpportunityContactRole.Role'], EntitlementType: ['Entitlement.Type'], LocationType: ['Location.LocationType'],
  WorkOrderStatus: ['WorkOrder.Status'], WorkOrderPriority: ['WorkOrder.Priority'], ReturnOrderStatus: ['ReturnOrder.Status'], ReturnOrderShipmentType: ['ReturnOrder.ShipmentType'],
};

/** Values that the project gives to standard picklists, by `object.field` in lower case. */
export function standardValueSets(sets: readonly XmlComponent[]): ValueSets {
  const byField = new Map<string, readonly PicklistValue[]>();
  for (const set of sets) {
    const values = readValues(set.xml.list('standardValue'), set.xml.flag('sorted'));
    for (const field of STANDARD_VALUE_SETS[set.fullName] ?? []) byField.set(field.toLowerCase(), values);
  }
  return byField;
}
