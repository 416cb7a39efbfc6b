import type { AccessGrants, Component, DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import { SYSTEM_PERMISSIONS } from '../schema/index.ts';
import type { Schema } from '../schema/model.ts';
import { isGoverned } from './permissions.ts';

/** The faults that a deploy of the project's permission sets, groups, profiles, sharing rules and queues would report. */
export function checkSecurity(project: ProjectMetadata, schema: Schema): DeployProblem[] {
  const problems: DeployProblem[] = [];
  const names = namesOf(project);
  const reporter = ({ type, fullName, file }: Component) => (line: number, problem: string, problemType?: 'Warning'): void =>
    void problems.push({ componentType: type, fullName, fileName: file, line, column: 0, problem, ...(problemType === undefined ? {} : { problemType }) });
  for (const set of [...project.permissionSets, ...project.mutingPermissionSets]) checkGrants(set, schema, names, reporter(set), set.type === 'PermissionSet');
  for (const profile of project.profiles) checkGrants(profile, schema, names, reporter(profile), false);
  for (const group of project.permissionSetGroups) {
    const report = reporter(group);
    for (const name of group.permissionSets) if (!names.permissionSets.has(name.toLowerCase())) report(lineOf(group.xml.list('permissionSets'), name), `In field: permissionSets - no PermissionSet named ${name} found`);
    for (const name of group.mutingPermissionSets) if (!names.mutingPermissionSets.has(name.toLowerCase())) report(lineOf(group.xml.list('mutingPermissionSets'), name), `In field: mutingPermissionSets - no MutingPermissionSet named ${name} found`);
  }
  for (const file of project.sharingRules) {
    const object = schema.object(file.fullName);
    const report = reporter(file);
    if (object === undefined) report(file.xml.line, `Entity of type CustomObject named ${file.fullName} cannot be found`);
    for (const rule of file.xml.children) {
      for (const item of rule.list('criteriaItems')) if (object?.field(item.text('field') ?? '') === undefined) report(item.line, `In field: field - no CustomField named ${file.fullName}.${item.text('field')} found`);
      const [to] = rule.child('sharedTo')?.children ?? [];
      if (to?.name === 'group' && !names.groups.has(to.value.toLowerCase())) report(to.line, `In field: group - no Group named ${to.value} found`);
      if (to?.name.startsWith('role') && !names.roles.has(to.value.toLowerCase())) report(to.line, `In field: role - no Role named ${to.value} found`);
    }
  }
  checkQueues(project, schema, names, reporter);
  for (const role of project.roles) {
    const parent = role.xml.child('parentRole');
    if (parent !== undefined && !names.roles.has(parent.value.toLowerCase())) reporter(role)(parent.line, `In field: parentRole - no Role named ${parent.value} found`);
  }
  return problems;
}

/** Objects and members of queues, and the lists of what they own. */
function checkQueues(project: ProjectMetadata, schema: Schema, names: Names, reporter: (component: Component) => ReportAt): void {
  for (const queue of project.queues) {
    const report = reporter(queue);
    for (const { line, value } of queue.xml.list('queueSobject').flatMap((object) => object.list('sobjectType'))) if (schema.object(value)?.field('OwnerId')?.referenceTo?.includes('Group') !== true) report(line, `In field: sobjectType - no CustomObject named ${value} found`);
    const members = queue.xml.child('queueMembers')?.children.flatMap(({ children }) => children) ?? [];
    for (const { name, value, line } of members) {
      if (name === 'publicGroup' && !names.groups.has(value.toLowerCase())) report(line, `In field: publicGroup - no Group named ${value} found`);
      if (name.startsWith('role') && !names.roles.has(value.toLowerCase())) report(line, `In field: ${name} - no Role named ${value} found`);
    }
  }
  for (const view of project.objects.flatMap(({ listViews }) => listViews)) {
    const queue = view.xml.child('queue');
    if (queue !== undefined && !names.queues.has(queue.value.toLowerCase())) reporter(view)(queue.line, `In field: queue - no Queue named ${queue.value} found`);
  }
}

const lineOf = (elements: readonly { readonly value: string; readonly line: number }[], value: string): number => elements.find((e) => e.value === value)?.line ?? 0;

type Names = ReturnType<typeof namesOf>;

function namesOf(project: ProjectMetadata) {
  const set = (components: readonly { readonly fullName: string }[]): ReadonlySet<string> => new Set(components.map((c) => c.fullName.toLowerCase()));
  return {
    classes: set(project.classes), customPermissions: set(project.customPermissions), tabs: set(project.tabs), applications: set(project.applications), permissionSets: set(project.permissionSets), mutingPermissionSets: set(project.mutingPermissionSets),
    groups: set([...project.groups, ...project.queues]), queues: set(project.queues), roles: set(project.roles), flows: set(project.flows), pages: set(project.pages),
    recordTypes: set(project.objects.flatMap((object) => object.recordTypes)), system: new Set(SYSTEM_PERMISSIONS.map((p) => p.toLowerCase())),
  };
}

type ReportAt = (line: number, problem: string, problemType?: 'Warning') => void;

function checkGrants(grants: AccessGrants, schema: Schema, names: Names, report: ReportAt, strict: boolean): void {
  checkObjects(grants, schema, report, strict);
  for (const permission of grants.fieldPermissions) {
    const dot = permission.field.indexOf('.');
    const object = schema.object(permission.field.slice(0, dot));
    const field = object?.field(permission.field.slice(dot + 1));
    const isCustom = /__\w+$/.test(permission.field);
    if (object === undefined || (field === undefined && isCustom)) report(permission.line, `In field: field - no CustomField named ${permission.field} found`);
    else if (field === undefined) report(permission.line, `The standard field ${permission.field} is not known to the local org: the permission has no effect`, 'Warning');
    else if (field.custom && !isGoverned(object, field)) report(permission.line, `You cannot deploy to a required field: ${permission.field}`);
    if (permission.editable && !permission.readable) report(permission.line, `Permission Edit ${permission.field} depends on permission(s): Read ${permission.field}`);
  }
  const known = (list: readonly { readonly name: string; readonly line: number }[], among: ReadonlySet<string>, element: string, type: string): void => {
    for (const { name, line } of list) if (!among.has(name.toLowerCase())) report(line, `In field: ${element} - no ${type} named ${name} found`);
  };
  known(grants.classAccesses, names.classes, 'apexClass', 'ApexClass');
  known(grants.pageAccesses, names.pages, 'apexPage', 'ApexPage');
  known(grants.customPermissions, names.customPermissions, 'customPermission', 'CustomPermission');
  known(grants.flowAccesses, names.flows, 'flow', 'FlowDefinition');
  known(grants.recordTypeVisibilities.map((v) => ({ name: v.recordType, line: v.line })), names.recordTypes, 'recordType', 'RecordType');
  const isOwn = (name: string): boolean => !name.toLowerCase().startsWith('standard');
  known(grants.tabSettings.filter((t) => isOwn(t.tab)).map((t) => ({ name: t.tab, line: t.line })), names.tabs, 'tab', 'CustomTab');
  known(grants.applicationVisibilities.filter((a) => isOwn(a.application)).map((a) => ({ name: a.application, line: a.line })), names.applications, 'application', 'CustomApplication');
  for (const { name, line } of grants.userPermissions) if (!names.system.has(name.toLowerCase())) report(line, `The user permission ${name} is not known to the local org and has no effect`, 'Warning');
}

/** Each permission with those it depends on. */
const DEPENDS = [
  ['allowCreate', 'Create', ['allowRead']],
  ['allowEdit', 'Edit', ['allowRead']],
  ['allowDelete', 'Delete', ['allowRead', 'allowEdit']],
  ['viewAllRecords', 'View All', ['allowRead']],
  ['modifyAllRecords', 'Modify All', ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords']],
] as const;
const WORDS = { allowRead: 'Read', allowEdit: 'Edit', allowDelete: 'Delete', viewAllRecords: 'View All' } as const;

function checkObjects(grants: AccessGrants, schema: Schema, report: ReportAt, strict: boolean): void {
  const reads = new Set(grants.objectPermissions.filter((p) => p.allowRead).map((p) => p.object.toLowerCase()));
  for (const permission of grants.objectPermissions) {
    const object = schema.object(permission.object);
    if (object === undefined) {
      report(permission.line, `In field: field - no CustomObject named ${permission.object} found`);
      continue;
    }
    for (const [right, word, needs] of DEPENDS) {
      const missing = permission[right] ? needs.filter((need) => !permission[need]) : [];
      if (missing.length > 0) report(permission.line, `Permission ${word} ${object.name} depends on permission(s): ${missing.map((m) => `${WORDS[m]} ${object.name}`).join(', ')}`);
    }
    const masters = strict && permission.allowRead ? object.fields.filter((f) => f.masterDetail !== undefined).flatMap((f) => f.referenceTo ?? []) : [];
    for (const master of masters) if (!reads.has(master.toLowerCase())) report(permission.line, `Permission Read ${object.name} depends on permission(s): Read ${master}`);
  }
}
