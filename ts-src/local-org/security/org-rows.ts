import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from '../schema/model.ts';
import { ApexBlob, ApexTime, Decimal } from '../values/index.ts';
import type { OrgConfig } from './config.ts';
import { orgProfiles } from './grant-rows.ts';
import { ids } from './ids.ts';
import type { SetupRows } from './setup-rows.ts';

/** The organisation itself and what deployed metadata is queried as. */

export function addOrganization(rows: SetupRows, project: ProjectMetadata, config: OrgConfig): void {
  const { organization } = config;
  rows.add('Organization', ids.organization(), {
    Name: organization.name ?? (project.name || 'Local Org'), InstanceName: 'LOCAL', OrganizationType: 'Developer Edition', IsSandbox: false, NamespacePrefix: project.namespace || null,
    DefaultLocaleSidKey: organization.locale ?? 'en_US', TimeZoneSidKey: organization.timeZone ?? 'GMT', LanguageLocaleKey: organization.language ?? 'en_US', FiscalYearStartMonth: 1, UiSkin: 'Theme4',
  });
  const day = (prefix: string, ms: number): Record<string, ApexTime> => Object.fromEntries(['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((d) => [`${d}${prefix}`, ApexTime.fromMs(ms)]));
  rows.add('BusinessHours', ids.of('01m', 'Default'), { Name: 'Default', IsActive: true, IsDefault: true, TimeZoneSidKey: organization.timeZone ?? 'GMT', ...day('StartTime', 0), ...day('EndTime', 0) });
  rows.add('Pricebook2', ids.of('01s', 'Standard Price Book'), { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
}

export function addRecordTypes(rows: SetupRows, schema: Schema): void {
  for (const object of schema.objects) {
    for (const type of object.recordTypes) rows.add('RecordType', type.id, { Name: type.label, DeveloperName: type.developerName, SobjectType: object.name, IsActive: type.active, Description: type.description ?? null });
  }
}

/** Objects that list the values of a status picklist, with what a value means. */
export function addStatusValues(rows: SetupRows, schema: Schema): void {
  const values = (object: string, field: string, target: string, prefix: string, meaning: (value: string, index: number) => Record<string, boolean | string | number | Decimal>): void => {
    (schema.object(object)?.field(field)?.picklist ?? []).filter((v) => v.active).forEach((v, index) => {
      const row = rows.add(target, ids.of(prefix, target, v.value), { MasterLabel: v.label, ApiName: v.value, SortOrder: index + 1, ...meaning(v.value, index) });
      if (row.definition.field('IsDefault') !== undefined) row.put('IsDefault', v.default);
    });
  };
  values('Case', 'Status', 'CaseStatus', '01S', (value) => ({ IsClosed: /closed/i.test(value) }));
  values('Lead', 'Status', 'LeadStatus', '01Q', (value) => ({ IsConverted: /converted/i.test(value) && !/not converted/i.test(value) }));
  values('Task', 'Status', 'TaskStatus', '01T', (value) => ({ IsClosed: value === 'Completed' }));
  values('Task', 'Priority', 'TaskPriority', '01U', (value) => ({ IsHighPriority: value === 'High' }));
  values('Contract', 'Status', 'ContractStatus', '02T', (value) => ({ StatusCode: value === 'Activated' ? 'Activated' : value === 'In Approval Process' ? 'InApproval' : 'Draft' }));
  values('Opportunity', 'StageName', 'OpportunityStage', '01J', (value, index) => {
    const isWon = /won/i.test(value);
    const isClosed = isWon || /lost|closed/i.test(value);
    const forecast = isWon ? 'Closed' : isClosed ? 'Omitted' : 'Pipeline';
    return { IsActive: true, IsWon: isWon, IsClosed: isClosed, ForecastCategory: forecast, ForecastCategoryName: forecast, DefaultProbability: Decimal.of(isWon ? 100 : isClosed ? 0 : Math.min(90, (index + 1) * 10)) };
  });
}

/** Code and files as rows: `SELECT Body FROM StaticResource` and the like. */
export function addCode(rows: SetupRows, project: ProjectMetadata): void {
  const common = (source: { name: string; apiVersion: string }): Record<string, string | Decimal | null> => ({ Name: source.name, NamespacePrefix: project.namespace || null, ApiVersion: Decimal.tryParse(source.apiVersion) });
  for (const source of project.classes) rows.add('ApexClass', ids.apexClass(source.name), { ...common(source), Body: source.body, Status: source.status, IsValid: true, LengthWithoutComments: source.body.length });
  for (const source of project.triggers) {
    const head = /\btrigger\s+\w+\s+on\s+(\w+)\s*\(([^)]*)\)/i.exec(source.body);
    const on = (event: string): boolean => new RegExp(event.replace(' ', '\\s+'), 'i').test(head?.[2] ?? '');
    rows.add('ApexTrigger', ids.of('01q', source.name), {
      ...common(source), Body: source.body, Status: source.status, IsValid: true, TableEnumOrId: head?.[1] ?? null, LengthWithoutComments: source.body.length, UsageBeforeInsert: on('before insert'), UsageAfterInsert: on('after insert'), UsageBeforeUpdate: on('before update'),
      UsageAfterUpdate: on('after update'), UsageBeforeDelete: on('before delete'), UsageAfterDelete: on('after delete'), UsageAfterUndelete: on('after undelete'),
    });
  }
  for (const source of project.pages) rows.add('ApexPage', ids.of('066', source.name), { ...common(source), Markup: source.body, MasterLabel: source.name });
  for (const resource of project.staticResources) {
    const body = resource.read();
    rows.add('StaticResource', ids.of('081', resource.name), { Name: resource.name, ContentType: resource.contentType, CacheControl: resource.cacheControl, Description: resource.description || null, Body: new ApexBlob(body), BodyLength: body.length, NamespacePrefix: project.namespace || null });
  }
}

/** Flows, sites, notification types, e-mail templates. */
export function addDeclarative(rows: SetupRows, project: ProjectMetadata, owner: string): void {
  for (const flow of project.flows) {
    const active = flow.xml.text('status') === 'Active';
    const start = flow.xml.child('start');
    rows.add('FlowDefinitionView', ids.of('3dd', flow.fullName), {
      DurableId: ids.of('300', flow.fullName), ApiName: flow.fullName, Label: flow.xml.text('label') ?? flow.fullName, Description: flow.xml.text('description') ?? null, ProcessType: flow.xml.text('processType') ?? 'AutoLaunchedFlow', TriggerType: start?.text('triggerType') ?? null,
      IsActive: active, ActiveVersionId: active ? ids.of('301', flow.fullName) : null, LatestVersionId: ids.of('301', flow.fullName), TriggerObjectOrEventLabel: start?.text('object') ?? null, RecordTriggerType: start?.text('recordTriggerType') ?? null, VersionNumber: 1,
    });
  }
  const guestProfile = orgProfiles(project).filter(({ template }) => template.license === 'Guest User License');
  for (const network of project.networks) {
    const status = network.xml.text('status') ?? 'UnderConstruction';
    rows.add('Network', ids.of('0DB', network.fullName), { Name: network.fullName, Status: status, UrlPathPrefix: network.xml.text('urlPathPrefix') ?? null, Description: network.xml.text('description') ?? null });
  }
  for (const site of project.sites) {
    const label = site.xml.text('masterLabel') ?? site.fullName;
    const profile = guestProfile.find(({ template }) => template.name === `${label} Profile`);
    rows.add('Site', ids.of('0DM', site.fullName), {
      Name: site.fullName, MasterLabel: label, Status: site.xml.flag('active', true) ? 'Active' : 'Inactive', SiteType: site.xml.text('siteType') ?? 'Visualforce', UrlPathPrefix: site.xml.text('urlPathPrefix') ?? null, Subdomain: site.xml.text('subdomain') ?? null, AdminId: owner,
      ...(profile === undefined ? {} : { Description: site.xml.text('description') ?? null }), ClickjackProtectionLevel: site.xml.text('clickjackProtectionLevel') ?? 'SameOriginOnly',
    });
  }
  for (const component of project.others) {
    if (component.type === 'CustomNotificationType') {
      rows.add('CustomNotificationType', ids.of('0ML', component.fullName), { DeveloperName: component.fullName, CustomNotifTypeName: component.xml.text('customNotifTypeName') ?? component.fullName, MasterLabel: component.xml.text('masterLabel') ?? component.fullName, Language: 'en_US', Desktop: component.xml.flag('desktop'), Mobile: component.xml.flag('mobile') });
    }
    if (component.type === 'PlatformCachePartition') {
      rows.add('PlatformCachePartition', ids.of('0Er', component.fullName), { DeveloperName: component.fullName, MasterLabel: component.xml.text('masterLabel') ?? component.fullName, Language: 'en_US', Description: component.xml.text('description') ?? null, IsDefaultPartition: component.xml.flag('isDefaultPartition') });
    }
    if (component.type === 'EmailTemplate') addEmailTemplate(rows, project, component.fullName, component.file, component.xml, owner);
  }
}

/** Reports and dashboards with their folders. */
export function addAnalytics(rows: SetupRows, project: ProjectMetadata): void {
  const folders = new Map<string, string>();
  for (const { type, fullName, xml } of project.others) {
    const of = type === 'ReportFolder' ? 'Report' : type === 'DashboardFolder' ? 'Dashboard' : undefined;
    if (of === undefined) continue;
    const id = ids.folder(of, fullName);
    folders.set(id, xml.text('name') ?? fullName);
    rows.add('Folder', id, { Name: folders.get(id)!, DeveloperName: fullName.split('/').at(-1)!, AccessType: xml.text('accessType') ?? (xml.child('folderShares') === undefined ? 'Hidden' : 'Shared'), Type: of });
  }
  for (const { type, fullName, xml } of project.others) {
    const at = fullName.lastIndexOf('/');
    const [folder, name] = [fullName.slice(0, at), fullName.slice(at + 1)];
    const common = { DeveloperName: name, Description: xml.text('description') ?? null, NamespacePrefix: project.namespace || null, FolderName: folders.get(ids.folder(type, folder)) ?? folder };
    if (type === 'Report') rows.add('Report', ids.report(fullName), { ...common, Name: xml.text('name') ?? name, OwnerId: ids.folder(type, folder), Format: xml.text('format') ?? 'Tabular' });
    if (type === 'Dashboard') rows.add('Dashboard', ids.dashboard(fullName), { ...common, Title: xml.text('title') ?? name, FolderId: ids.folder(type, folder), Type: xml.text('dashboardType') ?? 'SpecifiedUser' });
  }
}

function addEmailTemplate(rows: SetupRows, project: ProjectMetadata, fullName: string, file: string, xml: ProjectMetadata['others'][number]['xml'], owner: string): void {
  const name = fullName.slice(fullName.lastIndexOf('/') + 1);
  const content = join(project.root, file.replace(/-meta\.xml$/, ''));
  const text = existsSync(content) ? readFileSync(content, 'utf8') : '';
  const type = xml.text('type') ?? 'text';
  rows.add('EmailTemplate', ids.of('00X', fullName), {
    Name: xml.text('name') ?? name, DeveloperName: name, FolderId: ids.organization(), TemplateType: type, TemplateStyle: xml.text('style') ?? 'none', Encoding: xml.text('encodingKey') ?? 'UTF-8', Subject: xml.text('subject') ?? null, IsActive: xml.flag('available'),
    ...(type === 'text' ? { Body: text } : { HtmlValue: text, Body: xml.text('textOnly') ?? null }), OwnerId: owner,
  });
}

/** Objects and fields as rows, for queries and for metadata relationships. Their ids are their durable ids: the API name, with the object's before a field's. */
export function addDefinitions(rows: SetupRows, schema: Schema): void {
  for (const object of schema.objects) {
    const id = object.name;
    rows.add('EntityDefinition', id, {
      DurableId: object.name, QualifiedApiName: object.name, DeveloperName: object.name.replace(/__\w+$/, ''), MasterLabel: object.label, Label: object.label, PluralLabel: object.labelPlural, KeyPrefix: object.keyPrefix || null,
      IsCustomizable: object.kind !== 'share', IsApexTriggerable: object.features.triggers, IsTriggerable: object.features.triggers, IsQueryable: object.queryable, IsCustomSetting: object.kind === 'customSetting', IsSearchable: object.features.search, IsFeedEnabled: object.features.feeds,
      IsEverCreatable: object.createable, IsEverUpdatable: object.updateable, IsEverDeletable: object.deletable, InternalSharingModel: object.sharing.internal, ExternalSharingModel: object.sharing.external, DeploymentStatus: 'Deployed',
    });
    for (const field of object.fields) {
      rows.add('FieldDefinition', `${object.name}.${field.name}`, {
        DurableId: `${object.name}.${field.name}`, QualifiedApiName: field.name, EntityDefinitionId: id, DeveloperName: field.name.replace(/__\w+$/, ''), MasterLabel: field.label, Label: field.label, Length: field.length, Precision: field.precision, Scale: field.scale, DataType: field.type,
        Description: field.description ?? null, RelationshipName: field.relationshipName ?? null, IsCalculated: field.formula !== undefined, IsNillable: field.nillable, IsNameField: field.name === object.nameField, IsHtmlFormatted: field.htmlFormatted ?? false, IsFieldHistoryTracked: field.trackHistory ?? false, IsPolymorphicForeignKey: (field.referenceTo?.length ?? 0) > 1,
      });
    }
  }
}
