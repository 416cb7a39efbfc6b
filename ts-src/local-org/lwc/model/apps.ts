import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProjectMetadata, XmlComponent, XmlElement } from '../../metadata/index.ts';
import type { Schema } from '../../schema/model.ts';
import type { PageModel } from './flexipage.ts';
import { homePage, pageByName } from './page-lookup.ts';
import { iconOfMotif, iconOfObject } from './icons.ts';

export interface AppModel {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly navigation: 'Standard' | 'Console';
  /** `#0070D2`; null where the app has none. */
  readonly color: string | null;
  readonly items: readonly NavigationItem[];
  /** A component of its first page reads the page state `c__search`: the global search then goes there. */
  readonly homeSearches: boolean;
}

export interface NavigationItem {
  /** Tab name: `Twin_Search`, `Product_Twin__c`, `standard-Account`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'home' | 'object' | 'page' | 'component' | 'web' | 'unknown';
  readonly url: string;
  readonly icon: string;
  readonly objectApiName: string | null;
}

/** Lightning apps of the project, then an app of every tab so that each one can be reached. */
export function appModels(project: ProjectMetadata, schema: Schema): readonly AppModel[] {
  const own = project.applications.filter((app) => app.xml.text('uiType') === 'Lightning').map((app) => appModel(app, project, schema));
  if (own.length > 0) return own;
  const items = ['standard-home', ...project.tabs.map((tab) => tab.fullName)].map((name) => navigationItem(name, project, schema));
  return [{ name: 'standard__Platform', label: project.name || 'Platform', description: '', navigation: 'Standard', color: null, items, homeSearches: false }];
}

function appModel(app: XmlComponent, project: ProjectMetadata, schema: Schema): AppModel {
  const { xml } = app;
  return {
    name: app.fullName,
    label: xml.text('label') ?? app.fullName,
    description: xml.text('description') ?? '',
    navigation: xml.text('navType') === 'Console' ? 'Console' : 'Standard',
    color: xml.at('brand', 'headerColor')?.value ?? null,
    items: xml.texts('tabs').map((name) => navigationItem(name, project, schema)),
    homeSearches: homeSearches(app, project),
  };
}

/** The home page of the app, else the page of its first tab. */
function landingPage(app: XmlComponent, project: ProjectMetadata): PageModel | undefined {
  const first = app.xml.text('tabs') ?? '';
  const page = project.tabs.find(({ fullName }) => fullName === first)?.xml.text('flexiPage');
  return first === 'standard-home' || !page ? homePage(project, app.fullName, 'Large') : pageByName(project, page);
}

function homeSearches(app: XmlComponent, project: ProjectMetadata): boolean {
  const components = landingPage(app, project)?.regions.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'component' ? [item.module] : []))) ?? [];
  const bundles = project.lwc.filter(({ name }) => components.includes(`c/${name}`));
  return bundles.some(({ folder, files }) => files.some((file) => file.endsWith('.js') && readFileSync(path.join(folder, file), 'utf8').includes('c__search')));
}

export function navigationItem(name: string, project: ProjectMetadata, schema: Schema): NavigationItem {
  const base = { name, objectApiName: null, icon: 'standard:default', label: name };
  if (name === 'standard-home') return { ...base, kind: 'home', label: 'Home', url: '/lightning/page/home', icon: 'standard:home' };
  const tab = project.tabs.find((candidate) => candidate.fullName === name)?.xml;
  const objectName = name.startsWith('standard-') ? name.slice('standard-'.length) : !tab || tab.flag('customObject') ? name : undefined;
  if (objectName !== undefined) return objectItem(name, objectName, tab, schema);
  const icon = iconOfMotif(tab!.text('motif')) ?? base.icon;
  const label = tab!.text('label') ?? name;
  const url = `/lightning/n/${name}`;
  if (tab!.text('flexiPage')) return { ...base, kind: 'page', label, url, icon };
  if (tab!.text('lwcComponent')) return { ...base, kind: 'component', label, url, icon };
  return { ...base, kind: tab!.text('url') ? 'web' : 'unknown', label, url, icon };
}

function objectItem(name: string, objectName: string, tab: XmlElement | undefined, schema: Schema): NavigationItem {
  const object = schema.object(objectName);
  return {
    name,
    label: object?.labelPlural || objectName,
    kind: object ? 'object' : 'unknown',
    url: `/lightning/o/${object?.name ?? objectName}/list`,
    icon: iconOfMotif(tab?.text('motif')) ?? iconOfObject(objectName),
    objectApiName: object?.name ?? null,
  };
}

/** Icon of an object: its tab's, else a standard one. */
export function objectIcon(objectApiName: string, project: ProjectMetadata): string {
  const tab = project.tabs.find((candidate) => candidate.fullName === objectApiName);
  return iconOfMotif(tab?.xml.text('motif')) ?? iconOfObject(objectApiName);
}
