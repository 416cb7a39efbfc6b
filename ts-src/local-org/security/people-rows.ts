import type { ProjectMetadata } from '../metadata/index.ts';
import type { Value } from '../values/index.ts';
import type { OrgConfig, Persona } from './config.ts';
import { orgProfiles } from './grant-rows.ts';
import { ids } from './ids.ts';
import { LICENSES, type UserType } from './profiles.ts';
import type { SetupRows } from './setup-rows.ts';

/** Roles, groups, queues, users and their assignments, as rows. */

export function addRolesAndGroups(rows: SetupRows, project: ProjectMetadata): void {
  for (const role of project.roles) {
    const parent = role.xml.text('parentRole');
    rows.add('UserRole', ids.role(role.fullName), {
      Name: role.xml.text('name') ?? role.fullName, DeveloperName: role.fullName, RollupDescription: role.xml.text('description') ?? null, ...(parent === undefined ? {} : { ParentRoleId: ids.role(parent) }),
      OpportunityAccessForAccountOwner: role.xml.text('opportunityAccessLevel') ?? 'None', CaseAccessForAccountOwner: role.xml.text('caseAccessLevel') ?? 'None', ContactAccessForAccountOwner: role.xml.text('contactAccessLevel') ?? 'None', PortalType: 'None',
    });
    for (const kind of ['Role', 'RoleAndSubordinates', 'RoleAndSubordinatesInternal']) {
      rows.add('Group', ids.roleGroup(role.fullName, kind), { Name: role.xml.text('name') ?? role.fullName, DeveloperName: role.fullName, Type: kind, RelatedId: ids.role(role.fullName) });
    }
  }
  rows.add('Group', ids.group('all internal users'), { Name: 'All Internal Users', DeveloperName: 'AllInternalUsers', Type: 'Organization' });
  rows.add('Group', ids.group('all customer portal users'), { Name: 'All Customer Portal Users', DeveloperName: 'AllCustomerPortalUsers', Type: 'AllCustomerPortal' });
  for (const group of project.groups) {
    rows.add('Group', ids.group(group.fullName), { Name: group.xml.text('name') ?? group.fullName, DeveloperName: group.fullName, Type: 'Regular', DoesIncludeBosses: group.xml.flag('doesIncludeBosses', true) });
  }
  for (const queue of project.queues) {
    const id = ids.group(queue.fullName);
    rows.add('Group', id, { Name: queue.xml.text('name') ?? queue.fullName, DeveloperName: queue.fullName, Type: 'Queue', Email: queue.xml.text('email') ?? null, DoesSendEmailToMembers: queue.xml.flag('doesSendEmailToMembers') });
    for (const object of queue.xml.list('queueSobject')) {
      const name = object.text('sobjectType') ?? '';
      rows.add('QueueSobject', ids.of('03g', queue.fullName, name), { QueueId: id, SobjectType: name });
    }
    const members = queue.xml.child('queueMembers');
    const member = (of: string): void => void rows.add('GroupMember', ids.of('011', id, of), { GroupId: id, UserOrGroupId: of });
    for (const name of members?.child('publicGroups')?.texts('publicGroup') ?? []) member(ids.group(name));
    for (const name of members?.child('roles')?.texts('role') ?? []) member(ids.roleGroup(name, 'Role'));
    for (const name of members?.child('roleAndSubordinates')?.texts('roleAndSubordinate') ?? []) member(ids.roleGroup(name, 'RoleAndSubordinates'));
    for (const name of members?.child('roleAndSubordinatesInternal')?.texts('roleAndSubordinateInternal') ?? []) member(ids.roleGroup(name, 'RoleAndSubordinatesInternal'));
    for (const name of members?.child('users')?.texts('user') ?? []) member(ids.user(name));
  }
}

/** The user as whom the platform's own work runs. */
export const AUTOMATED_PROCESS = 'autoproc@00d.local.example';

export interface PersonaContact {
  readonly userId: string;
  readonly contact: NonNullable<Persona['contact']>;
}

/** Adds the personas' users. Contacts of portal users are told apart: whether they exist only the store knows. */
export function addUsers(rows: SetupRows, project: ProjectMetadata, config: OrgConfig): PersonaContact[] {
  const profiles = orgProfiles(project);
  const contacts: PersonaContact[] = [];
  const defaults = { timeZone: config.organization.timeZone ?? 'GMT', locale: config.organization.locale ?? 'en_US', language: config.organization.language ?? 'en_US' };
  rows.add('User', ids.user(AUTOMATED_PROCESS), userFields('Automated Process', AUTOMATED_PROCESS, 'autoproc', 'AutomatedProcess', ids.profile('Automated Process'), defaults));
  for (const [alias, persona] of Object.entries(config.personas)) {
    const fault = (reason: string): Error => new Error(`config/local-org.json: personas.${alias}: ${reason}`);
    const profile = profiles.find(({ template }) => [template.name, template.metadataName].some((n) => n.toLowerCase() === persona.profile.toLowerCase()))
      // Guests of whichever site there is.
      ?? (persona.profile.toLowerCase() === 'guest' ? profiles.find(({ template }) => template.license === 'Guest User License') : undefined);
    if (profile === undefined) throw fault(`there is no profile "${persona.profile}"`);
    const license = LICENSES.find((l) => l.name === profile.template.license) ?? LICENSES[0]!;
    const userId = ids.user(persona.username);
    const role = persona.role === undefined ? undefined : project.roles.find((r) => r.fullName.toLowerCase() === persona.role!.toLowerCase());
    if (persona.role !== undefined && role === undefined) throw fault(`there is no role "${persona.role}"`);
    const needsContact = ['CspLitePortal', 'PowerCustomerSuccess', 'PowerPartner'].includes(license.userType);
    if (needsContact && persona.contact === undefined) throw fault(`a user of the profile "${profile.template.name}" needs a contact`);
    rows.add('User', userId, {
      ...userFields(persona.name, persona.username, alias, license.userType, ids.profile(profile.template.name), { ...defaults, ...given(persona) }),
      Email: persona.email ?? persona.username,
      ...(role === undefined ? {} : { UserRoleId: ids.role(role.fullName) }),
      ...(persona.fields as Record<string, Value>),
    });
    for (const name of persona.permissionSets) {
      const set = project.permissionSets.find((s) => s.name.toLowerCase() === name.toLowerCase());
      if (set === undefined) throw fault(`there is no permission set "${name}"`);
      rows.add('PermissionSetAssignment', ids.of('0Pa', persona.username, set.name), { PermissionSetId: ids.permissionSet(set.name), AssigneeId: userId, IsActive: true });
    }
    for (const name of persona.permissionSetGroups) {
      const group = project.permissionSetGroups.find((g) => g.name.toLowerCase() === name.toLowerCase());
      if (group === undefined) throw fault(`there is no permission set group "${name}"`);
      rows.add('PermissionSetAssignment', ids.of('0Pa', persona.username, 'group', group.name), { PermissionSetId: ids.groupPermissionSet(group.name), PermissionSetGroupId: ids.permissionSetGroup(group.name), AssigneeId: userId, IsActive: true });
    }
    for (const name of persona.groups) {
      const group = [...project.groups, ...project.queues].find((g) => g.fullName.toLowerCase() === name.toLowerCase());
      if (group === undefined) throw fault(`there is no public group or queue "${name}"`);
      rows.add('GroupMember', ids.of('011', ids.group(group.fullName), userId), { GroupId: ids.group(group.fullName), UserOrGroupId: userId });
    }
    if (persona.contact !== undefined) contacts.push({ userId, contact: persona.contact });
  }
  return contacts;
}

const given = (persona: Persona): Record<string, string> => Object.fromEntries((['timeZone', 'locale', 'language'] as const).flatMap((key) => (persona[key] === undefined ? [] : [[key, persona[key]]])));

function userFields(name: string, username: string, alias: string, userType: UserType, profileId: string, region: { timeZone: string; locale: string; language: string }): Record<string, Value> {
  const words = name.trim().split(/\s+/);
  const lastName = words.at(-1)!;
  const firstName = words.slice(0, -1).join(' ');
  return {
    Username: username, Name: name.trim(), LastName: lastName, FirstName: firstName === '' ? null : firstName, Email: username, Alias: alias.slice(0, 8), CommunityNickname: username.slice(0, 40), IsActive: true, UserType: userType, ProfileId: profileId,
    TimeZoneSidKey: region.timeZone, LocaleSidKey: region.locale, LanguageLocaleKey: region.language, EmailEncodingKey: 'UTF-8', DigestFrequency: 'D', DefaultGroupNotificationFrequency: 'N',
    UserPreferencesLightningExperiencePreferred: userType === 'Standard',
  };
}
