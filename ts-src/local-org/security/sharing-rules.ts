import type { ProjectMetadata, XmlElement } from '../metadata/index.ts';
import { ids } from './ids.ts';

/** Sharing rules and sharing sets of the project, read into records. */

export type Recipient = { readonly kind: 'group'; readonly id: string } | { readonly kind: 'guest'; readonly user: string };

export interface CriteriaItem {
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

export interface SharingRule {
  readonly object: string;
  readonly name: string;
  readonly accessLevel: 'Read' | 'Edit';
  readonly to: Recipient;
  /** Records owned by the members of this group; or by criteria. */
  readonly from?: string;
  readonly criteria: readonly CriteriaItem[];
  /** `1 AND (2 OR 3)`; absent: all. */
  readonly booleanFilter?: string;
  /** Records of high-volume portal users count too. */
  readonly includesPortalOwned: boolean;
}

export interface SharingSet {
  readonly object: string;
  readonly accessLevel: 'Read' | 'Edit';
  /** Path of names on the record (`Account`, `Owner_Contact__c`, `Contact.Account`). */
  readonly objectField: readonly string[];
  /** Path on the user (`Contact`, `Account`, `Contact.Parent__c`). */
  readonly userField: readonly string[];
  /** Names of the profiles it serves, lower case. */
  readonly profiles: readonly string[];
}

export function sharingRules(project: ProjectMetadata): SharingRule[] {
  return project.sharingRules.flatMap((file) => [
    ...file.xml.list('sharingCriteriaRules').flatMap((rule) => ruleOf(file.fullName, rule)),
    ...file.xml.list('sharingGuestRules').flatMap((rule) => ruleOf(file.fullName, rule)),
    ...file.xml.list('sharingOwnerRules').flatMap((rule) => ruleOf(file.fullName, rule)),
  ]);
}

function ruleOf(object: string, xml: XmlElement): SharingRule[] {
  const from = xml.child('sharedFrom');
  const filter = xml.text('booleanFilter');
  const source = from === undefined ? undefined : recipients(from).flatMap((r) => (r.kind === 'group' ? [r.id] : []));
  return recipients(xml.child('sharedTo')).flatMap((to) =>
    (source ?? [undefined]).map((group) => ({
      object, name: xml.text('fullName') ?? '', accessLevel: xml.text('accessLevel') === 'Edit' ? 'Edit' as const : 'Read' as const, to, ...(group === undefined ? {} : { from: group }),
      criteria: xml.list('criteriaItems').map((item) => ({ field: item.text('field') ?? '', operation: item.text('operation') ?? 'equals', value: item.text('value') ?? '' })),
      ...(filter === undefined ? {} : { booleanFilter: filter }), includesPortalOwned: xml.flag('includeHVUOwnedRecords') || xml.flag('includeRecordsOwnedByAll'),
    })),
  );
}

const GROUP_OF: Readonly<Record<string, (name: string) => string>> = {
  group: ids.group, queue: ids.group, role: (name) => ids.roleGroup(name, 'Role'), roleAndSubordinates: (name) => ids.roleGroup(name, 'RoleAndSubordinates'), roleAndSubordinatesInternal: (name) => ids.roleGroup(name, 'RoleAndSubordinatesInternal'),
  allInternalUsers: () => ids.group('all internal users'), allCustomerPortalUsers: () => ids.group('all customer portal users'),
};

function recipients(xml: XmlElement | undefined): Recipient[] {
  return (xml?.children ?? []).flatMap((child): Recipient[] => {
    if (child.name === 'guestUser') return [{ kind: 'guest', user: child.value }];
    const group = GROUP_OF[child.name];
    return group === undefined ? [] : [{ kind: 'group', id: group(child.value) }];
  });
}

export function sharingSets(project: ProjectMetadata): SharingSet[] {
  return project.sharingSets.flatMap(({ xml }) =>
    xml.list('accessMappings').map((mapping) => ({
      object: mapping.text('object') ?? '', accessLevel: mapping.text('accessLevel') === 'Edit' ? 'Edit' as const : 'Read' as const,
      objectField: (mapping.text('objectField') ?? '').split('.'), userField: (mapping.text('userField') ?? '').split('.'), profiles: xml.texts('profiles').map((p) => p.toLowerCase()),
    })),
  );
}
