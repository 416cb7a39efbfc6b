import type { AccessGrants, PermissionSetMetadata, ProfileMetadata, ProjectMetadata } from '../metadata/index.ts';
import { SYSTEM_PERMISSIONS } from '../schema/index.ts';
import type { Schema } from '../schema/model.ts';
import { ids } from './ids.ts';
import { guestTemplate, LICENSES, ownTemplate, PROFILES, type ProfileTemplate } from './profiles.ts';
import type { SetupRows } from './setup-rows.ts';

/** Profiles, permission sets and what they grant, as rows. */

export interface OrgProfile {
  readonly template: ProfileTemplate;
  readonly metadata: ProfileMetadata | undefined;
}

/** Every profile of the org: the standard ones, one for the guests of each site, and the project's own. */
export function orgProfiles(project: ProjectMetadata): OrgProfile[] {
  const byName = new Map<string, OrgProfile>();
  const add = (template: ProfileTemplate): void => {
    const metadata = project.profiles.find((p) => [template.name, template.metadataName].some((name) => name.toLowerCase() === p.name.toLowerCase()));
    byName.set(template.name.toLowerCase(), { template, metadata });
  };
  PROFILES.forEach(add);
  const guestProfiles = project.sites.map((site) => `${site.xml.text('masterLabel') ?? site.fullName} Profile`);
  for (const name of guestProfiles.length > 0 ? guestProfiles : ['Guest User Profile']) add(guestTemplate(name));
  const known = new Set([...byName.values()].flatMap(({ template }) => [template.name.toLowerCase(), template.metadataName.toLowerCase()]));
  for (const profile of project.profiles) {
    if (known.has(profile.name.toLowerCase())) continue;
    const license = profile.userLicense ?? 'Salesforce';
    byName.set(profile.name.toLowerCase(), { template: license === 'Guest User License' ? guestTemplate(profile.name) : ownTemplate(profile.name, license), metadata: profile });
  }
  return [...byName.values()];
}

export function addProfiles(rows: SetupRows, project: ProjectMetadata, schema: Schema): void {
  for (const license of LICENSES) {
    rows.add('UserLicense', ids.license(license.name), { Name: license.name, MasterLabel: license.name, LicenseDefinitionKey: license.key, Status: 'Active', TotalLicenses: 100, UsedLicenses: 0 });
  }
  for (const { template, metadata } of orgProfiles(project)) {
    const license = LICENSES.find((l) => l.name === template.license) ?? LICENSES[0]!;
    const permissions = systemPermissionFields(template.systemPermissions, metadata);
    const profileId = ids.profile(template.name);
    const permissionSetId = ids.profilePermissionSet(template.name);
    rows.add('Profile', profileId, { Name: template.name, UserType: license.userType, UserLicenseId: ids.license(license.name), Description: metadata?.description || null, ...permissions });
    rows.add('PermissionSet', permissionSetId, {
      Name: `X${profileId.slice(0, 15)}`, Label: profileId.slice(0, 15), ProfileId: profileId, IsOwnedByProfile: true, IsCustom: metadata?.custom ?? false, Type: 'Profile', LicenseId: ids.license(license.name), ...permissions,
    });
    for (const object of schema.objects) {
      const letters = object.kind === 'standard' ? template.standardObject(object.name) : '';
      const own = metadata?.objectPermissions.find((p) => p.object.toLowerCase() === object.name.toLowerCase());
      if (own === undefined && letters !== '') addObjectPermission(rows, permissionSetId, object.name, { create: letters.includes('C'), read: letters.includes('R'), edit: letters.includes('E'), delete: letters.includes('D') });
    }
    if (metadata !== undefined) addGrants(rows, permissionSetId, metadata, schema);
  }
}

export function addPermissionSets(rows: SetupRows, project: ProjectMetadata, schema: Schema): void {
  for (const permission of project.customPermissions) {
    rows.add('CustomPermission', ids.customPermission(permission.name), { DeveloperName: permission.name, MasterLabel: permission.label, Description: permission.description || null, Language: 'en_US' });
    for (const required of permission.requiredPermissions) {
      rows.add('CustomPermissionDependency', ids.of('0PD', permission.name, required), { CustomPermissionId: ids.customPermission(permission.name), RequiredCustomPermissionId: ids.customPermission(required) });
    }
  }
  for (const set of project.permissionSets) {
    const license = LICENSES.find((l) => l.name === set.license);
    const id = ids.permissionSet(set.name);
    rows.add('PermissionSet', id, {
      Name: set.name, Label: set.label, Description: set.description || null, IsCustom: true, Type: 'Regular', ...(license === undefined ? {} : { LicenseId: ids.license(license.name) }), ...systemPermissionFields([], set),
    });
    addGrants(rows, id, set, schema);
  }
  for (const set of project.mutingPermissionSets) {
    rows.add('MutingPermissionSet', ids.mutingPermissionSet(set.name), { DeveloperName: set.name, MasterLabel: set.label, Language: 'en_US', ...systemPermissionFields([], set) });
    addGrants(rows, ids.mutingPermissionSet(set.name), set, schema);
  }
  for (const group of project.permissionSetGroups) {
    const id = ids.permissionSetGroup(group.name);
    rows.add('PermissionSetGroup', id, { DeveloperName: group.name, MasterLabel: group.label, Description: group.description || null, Language: 'en_US', Status: 'Updated' });
    rows.add('PermissionSet', ids.groupPermissionSet(group.name), { Name: group.name, Label: group.label, IsCustom: true, Type: 'Group', PermissionSetGroupId: id });
    for (const name of group.permissionSets) rows.add('PermissionSetGroupComponent', ids.of('0PM', group.name, name), { PermissionSetGroupId: id, PermissionSetId: ids.permissionSet(name) });
    for (const name of group.mutingPermissionSets) rows.add('PermissionSetGroupComponent', ids.of('0PM', group.name, 'muting', name), { PermissionSetGroupId: id, PermissionSetId: ids.mutingPermissionSet(name) });
  }
}

function systemPermissionFields(base: readonly string[], metadata: AccessGrants | undefined): Record<string, boolean> {
  const enabled = new Set(base);
  for (const permission of metadata?.userPermissions ?? []) {
    if (permission.enabled) enabled.add(permission.name);
    else enabled.delete(permission.name);
  }
  return Object.fromEntries(SYSTEM_PERMISSIONS.map((name) => [`Permissions${name}`, enabled.has(name)]));
}

function addGrants(rows: SetupRows, parent: string, grants: PermissionSetMetadata | ProfileMetadata, schema: Schema): void {
  for (const p of grants.objectPermissions) {
    const object = schema.object(p.object);
    if (object === undefined) continue;
    addObjectPermission(rows, parent, object.name, {
      create: p.allowCreate, read: p.allowRead, edit: p.allowEdit, delete: p.allowDelete, viewAll: p.viewAllRecords, modifyAll: p.modifyAllRecords, viewAllFields: p.viewAllFields,
    });
  }
  for (const p of grants.fieldPermissions) {
    const dot = p.field.indexOf('.');
    const object = schema.object(p.field.slice(0, dot));
    const field = object?.field(p.field.slice(dot + 1));
    if (object === undefined || field === undefined || !p.readable) continue;
    rows.add('FieldPermissions', ids.of('01k', parent, object.name, field.name), { ParentId: parent, SobjectType: object.name, Field: `${object.name}.${field.name}`, PermissionsRead: true, PermissionsEdit: p.editable });
  }
  const entity = (type: string, entityId: string): void => {
    rows.add('SetupEntityAccess', ids.of('0J0', parent, entityId), { ParentId: parent, SetupEntityId: entityId, SetupEntityType: type });
  };
  for (const access of grants.classAccesses) if (access.enabled) entity('ApexClass', ids.apexClass(access.name));
  for (const access of grants.pageAccesses) if (access.enabled) entity('ApexPage', ids.of('066', access.name));
  for (const access of grants.customPermissions) if (access.enabled) entity('CustomPermission', ids.customPermission(access.name));
  for (const access of [...grants.customMetadataTypeAccesses, ...grants.customSettingAccesses]) if (access.enabled) entity('CustomEntityDefinition', ids.of('01I', access.name));
  for (const access of grants.flowAccesses) if (access.enabled) entity('FlowDefinition', ids.of('300', access.name));
  for (const app of grants.applicationVisibilities) if (app.visible) entity('TabSet', ids.app(app.application));
  for (const tab of grants.tabSettings) {
    const visibility = TAB_VISIBILITY[tab.visibility];
    if (visibility !== undefined) rows.add('PermissionSetTabSetting', ids.of('01P', parent, tab.tab), { ParentId: parent, Name: tab.tab, Visibility: visibility });
  }
}

const TAB_VISIBILITY: Readonly<Record<string, string>> = { Visible: 'DefaultOn', DefaultOn: 'DefaultOn', Available: 'DefaultOff', DefaultOff: 'DefaultOff' };

function addObjectPermission(rows: SetupRows, parent: string, object: string, p: { create: boolean; read: boolean; edit: boolean; delete: boolean; viewAll?: boolean; modifyAll?: boolean; viewAllFields?: boolean }): void {
  rows.add('ObjectPermissions', ids.of('110', parent, object), {
    ParentId: parent, SobjectType: object, PermissionsCreate: p.create, PermissionsRead: p.read, PermissionsEdit: p.edit, PermissionsDelete: p.delete,
    PermissionsViewAllRecords: p.viewAll ?? false, PermissionsModifyAllRecords: p.modifyAll ?? false, PermissionsViewAllFields: p.viewAllFields ?? false,
  });
}
