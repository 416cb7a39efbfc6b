import type { UserPermissions } from '../execution/context.ts';
import { fieldTraits } from '../schema/index.ts';
import type { FieldDef, Schema, SObjectDef } from '../schema/model.ts';
import type { Grants, UserFacts } from './grants.ts';
import { ids } from './ids.ts';
import { ALL_ACCESS, EXTERNAL_USER_TYPES, isPermissionable, NO_ACCESS, type ObjectAccess, type ProfileTemplate } from './profiles.ts';

type FieldAccess = { readonly read: boolean; readonly edit: boolean };
const HIDDEN: FieldAccess = { read: false, edit: false };

/** Objects without permissions of their own that follow another: who may read the parent may read them, who may edit it may write them. */
const FOLLOWS: Readonly<Record<string, string>> = {
  AccountContactRelation: 'Account', AccountContactRole: 'Account', OpportunityLineItem: 'Opportunity', OpportunityContactRole: 'Opportunity', OpportunityHistory: 'Opportunity', OrderItem: 'Order', CaseComment: 'Case', CaseContactRole: 'Case', CampaignMember: 'Campaign', CampaignMemberStatus: 'Campaign',
  PricebookEntry: 'Pricebook2', EmailMessage: 'Case',
};

/** The system permission that lets a user write rows of a setup object. */
const SETUP_WRITERS: Readonly<Record<string, string>> = {
  User: 'manageusers', UserRole: 'manageroles', Group: 'manageusers', GroupMember: 'manageusers', QueueSobject: 'manageusers', PermissionSetAssignment: 'assignpermissionsets', PermissionSetLicenseAssign: 'assignpermissionsets', PermissionSet: 'manageprofilespermissionsets', Profile: 'manageprofilespermissionsets',
  PermissionSetGroup: 'manageprofilespermissionsets', PermissionSetGroupComponent: 'manageprofilespermissionsets', MutingPermissionSet: 'manageprofilespermissionsets', ObjectPermissions: 'manageprofilespermissionsets', FieldPermissions: 'manageprofilespermissionsets', SetupEntityAccess: 'manageprofilespermissionsets',
  PermissionSetTabSetting: 'manageprofilespermissionsets', CustomPermission: 'managecustompermissions', Organization: 'customizeapplication', Network: 'managenetworks',
};

/** Tasks and events have no object permissions, but field-level security; what every activity shows is open to all. */
const ACTIVITIES = new Set(['Task', 'Event']);
const OPEN_ON_ACTIVITIES = new Set(['Subject', 'Status', 'Priority', 'ActivityDate', 'ActivityDateTime', 'DurationInMinutes', 'StartDateTime', 'EndDateTime', 'IsAllDayEvent']);

/** Does field-level security apply to the field? Required, master-detail, name and system fields are open to all who see the object. */
export function isGoverned(object: SObjectDef, field: FieldDef): boolean {
  if (ACTIVITIES.has(object.name)) return !OPEN_ON_ACTIVITIES.has(field.name) && field.createable && fieldTraits(object, field).permissionable;
  // of setup objects users alone have fields that an org adds and grants
  if (object.name === 'User' && field.custom) return fieldTraits(object, field).permissionable;
  return isPermissionable(object) && object.kind !== 'platformEvent' && fieldTraits(object, field).permissionable;
}

/** A user's rights at one version of the setup rows. Immutable; answers are kept. */
export class PermissionSnapshot implements UserPermissions {
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
  readonly isExternal: boolean;
  readonly isGuest: boolean;
  readonly #schema: Schema;
  readonly #grants: Grants;
  readonly #template: ProfileTemplate;
  readonly #objects = new Map<string, ObjectAccess>();
  readonly #fields = new Map<string, Map<string, FieldAccess>>();

  constructor(schema: Schema, user: UserFacts, grants: Grants, template: ProfileTemplate) {
    this.#schema = schema;
    this.#grants = grants;
    this.#template = template;
    this.isExternal = EXTERNAL_USER_TYPES.has(user.userType);
    this.isGuest = user.userType === 'Guest';
    this.modifyAllData = !this.isExternal && grants.system.has('modifyalldata');
    this.viewAllData = !this.isExternal && grants.system.has('viewalldata');
  }

  /** Permission sets that apply, the profile's own included. */
  get permissionSets(): readonly string[] {
    return this.#grants.permissionSets;
  }

  object(name: string): ObjectAccess {
    let access = this.#objects.get(name);
    if (access === undefined) {
      const object = this.#schema.object(name);
      access = object === undefined ? NO_ACCESS : this.#compute(object, new Set());
      this.#objects.set(name, access);
    }
    return access;
  }

  #compute(object: SObjectDef, visited: Set<string>): ObjectAccess {
    if (visited.has(object.name)) return ALL_ACCESS;
    visited.add(object.name);
    const follow = (parent: string): ObjectAccess => {
      const of = this.#schema.object(parent);
      return of === undefined ? NO_ACCESS : this.#compute(of, visited);
    };
    if (object.parentObject !== undefined) {
      const parent = follow(object.parentObject);
      const writable = object.kind !== 'history' && parent.edit;
      return { ...parent, create: writable, edit: writable, delete: writable };
    }
    if (object.kind === 'customMetadata' || object.kind === 'customSetting') return this.#metadataLike(object);
    const parent = FOLLOWS[object.name];
    if (parent !== undefined) {
      const of = follow(parent);
      return { ...of, create: of.edit || (object.name === 'CaseComment' && of.read), delete: of.edit };
    }
    if (object.setup) return this.#setup(object);
    if (!isPermissionable(object)) return this.isExternal ? { ...NO_ACCESS, read: true, create: !this.isGuest, edit: !this.isGuest } : { ...ALL_ACCESS, viewAll: this.viewAllData, modifyAll: this.modifyAllData };
    return this.#governed(object, follow);
  }

  #governed(object: SObjectDef, follow: (parent: string) => ObjectAccess): ObjectAccess {
    if (this.modifyAllData) return ALL_ACCESS;
    const granted = this.#grants.objects.get(object.name.toLowerCase()) ?? NO_ACCESS;
    let access: ObjectAccess = this.viewAllData ? { ...granted, read: true, viewAll: true } : granted;
    // What a licence rules out no permission set brings back.
    if (this.isGuest) access = { ...NO_ACCESS, create: access.create, read: access.read };
    else if (this.isExternal) access = { ...access, viewAll: false, modifyAll: false };
    const masters = object.fields.filter((f) => f.masterDetail !== undefined).flatMap((f) => f.referenceTo ?? []);
    return masters.every((master) => follow(master).read) ? access : NO_ACCESS;
  }

  #metadataLike(object: SObjectDef): ObjectAccess {
    const read = this.#grants.system.has('customizeapplication') || this.#grants.entities.has(ids.of('01I', object.name));
    const write = object.kind === 'customSetting' && this.#grants.system.has('customizeapplication');
    return { create: write, read, edit: write, delete: write, viewAll: read, modifyAll: write };
  }

  #setup(object: SObjectDef): ObjectAccess {
    const write = !this.isExternal && this.#grants.system.has(SETUP_WRITERS[object.name] ?? 'customizeapplication');
    // Everybody reads setup rows that are shown at all, and may change some of the own user row.
    return { create: write, read: true, edit: write || (object.name === 'User' && !this.isGuest), delete: write, viewAll: !this.isExternal, modifyAll: write };
  }

  field(objectName: string, fieldName: string): FieldAccess {
    let byField = this.#fields.get(objectName);
    if (byField === undefined) this.#fields.set(objectName, (byField = new Map()));
    let access = byField.get(fieldName);
    if (access === undefined) byField.set(fieldName, (access = this.#computeField(objectName, fieldName)));
    return access;
  }

  #computeField(objectName: string, fieldName: string): FieldAccess {
    const object = this.#schema.object(objectName);
    const field = object?.field(fieldName);
    if (object === undefined || field === undefined) return HIDDEN;
    const access = this.object(object.name);
    const seen = access.read || access.create;
    const changed = access.edit || access.create;
    const writable = field.createable || field.updateable;
    if (!isGoverned(object, field)) return { read: seen, edit: changed && writable };
    const governor = field.compoundField === undefined ? field.name : field.compoundField;
    const granted = this.#grants.fields.get(`${object.name}.${governor}`.toLowerCase()) ?? this.#grants.fields.get(`${object.name}.${field.name}`.toLowerCase());
    const open = !field.custom && this.#template.standardFields;
    const read = open || granted !== undefined || this.#grants.viewAllFields.has(object.name.toLowerCase());
    return { read: seen && read, edit: changed && writable && (open || granted === true) };
  }

  apexClass(name: string): boolean {
    return this.#grants.system.has('authorapex') || this.#grants.entities.has(ids.apexClass(name));
  }

  custom(name: string): boolean {
    return this.#grants.entities.has(ids.customPermission(name));
  }

  system(name: string): boolean {
    return this.#grants.system.has(name.replace(/^Permissions/i, '').toLowerCase());
  }

  tabVisible(name: string): boolean {
    const visibility = this.#grants.tabs.get(name.toLowerCase());
    if (visibility !== undefined) return visibility === 'DefaultOn' || visibility === 'DefaultOff';
    return name.toLowerCase().startsWith('standard-') && this.#template.standardTabs;
  }

  appVisible(name: string): boolean {
    return this.#grants.entities.has(ids.app(name)) || (name.toLowerCase().startsWith('standard__') && this.#template.standardTabs);
  }
}
