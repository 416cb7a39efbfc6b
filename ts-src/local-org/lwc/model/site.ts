import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bundle, ProjectMetadata } from '../../metadata/index.ts';

/** An LWR site as its `DigitalExperienceBundle` describes it. */
export interface SiteModel {
  /** Of the bundle: `Loop1`. */
  readonly name: string;
  readonly title: string;
  /** `DigitalExperienceConfig`: where an org serves the site on its domain; empty at the domain's root. */
  readonly urlPathPrefix: string;
  /** Of the `Network` that the bundle belongs to. */
  readonly network: string;
  /** Of the `CustomSite` behind the network. */
  readonly site: string;
  readonly languages: readonly { readonly code: string; readonly label: string; readonly default: boolean }[];
  readonly routes: readonly SiteRoute[];
  readonly views: Readonly<Record<string, SiteView>>;
  /** Regions around every view, by the type of layout that views name (`Inner`). */
  readonly layouts: Readonly<Record<string, SiteLayout>>;
  /** Values of the active branding set. */
  readonly branding: Readonly<Record<string, string>>;
  /** The site's own style sheets, one after another. */
  readonly styles: string;
}

export interface SiteRoute {
  /** What `comm__namedPage` calls it: `Home`, `Passport__c`. */
  readonly name: string;
  readonly label: string;
  /** `passport`; empty for the home page. */
  readonly urlPrefix: string;
  /** `home`, `login-main`, `error`, `custom-…`. */
  readonly routeType: string;
  readonly view: string;
  readonly needsLogin: boolean;
}

export interface SiteView {
  readonly title: string;
  readonly description: string;
  readonly layout: string;
  readonly rows: readonly SiteRow[];
}

export interface SiteLayout {
  readonly header: readonly SiteRow[];
  readonly footer: readonly SiteRow[];
}

/** A section: columns side by side on a desktop, one below the other on a phone. */
export interface SiteRow {
  readonly id: string;
  readonly columns: readonly { readonly id: string; readonly width: number; readonly items: readonly SiteItem[] }[];
}

export interface SiteItem {
  readonly id: string;
  /** `c:portalItems` */
  readonly name: string;
  /** `c/portalItems` */
  readonly module: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Why it cannot be shown as it was meant. */
  readonly problem?: string;
}

/** The first active LWR site of the project that belongs to a live network; undefined when there is none. */
export function siteModel(project: ProjectMetadata): SiteModel | undefined {
  for (const bundle of project.digitalExperiences) {
    const network = project.networks.find(({ xml }) => xml.text('picassoSite') === bundle.name);
    const site = project.sites.find(({ fullName }) => fullName === network?.xml.text('site'));
    if (network === undefined || site === undefined || network.xml.text('status') !== 'Live' || !site.xml.flag('active')) continue;
    return readSite(project, bundle, network.fullName, site.fullName);
  }
  return undefined;
}

function readSite(project: ProjectMetadata, bundle: Bundle, network: string, site: string): SiteModel {
  const contents = (type: string): Content[] => contentsOf(bundle, type);
  const config = project.others.find(({ type, xml }) => type === 'DigitalExperienceConfig' && xml.text('space') === `site/${bundle.name}`);
  const [own] = contents('sfdc_cms__site');
  const guarded = own?.body.authenticationType === 'AUTHENTICATED';
  const [app] = contents('sfdc_cms__appPage');
  const theme = contents('sfdc_cms__theme').find(({ name }) => name === app?.body.currentThemeId) ?? contents('sfdc_cms__theme')[0];
  const layouts = new Map(contents('sfdc_cms__themeLayout').map(({ name, body }) => [name, layoutOf(body)]));
  const branding = contents('sfdc_cms__brandingSet').find(({ name }) => name === theme?.body.activeBrandingSetId);
  const [languages] = contents('sfdc_cms__languageSettings');
  return {
    name: bundle.name,
    title: own?.title ?? bundle.name,
    urlPathPrefix: config?.xml.at('site')?.text('urlPathPrefix') ?? '',
    network,
    site,
    languages: list(languages?.body.languages).filter(({ isActive }) => isActive === true).map(({ locale, label }) => ({ code: text(locale).replace('_', '-'), label: text(label), default: locale === languages?.body.defaultLocale })),
    routes: contents('sfdc_cms__route').map(({ name, title, body }) => ({ name, label: title, urlPrefix: text(body.urlPrefix), routeType: text(body.routeType), view: text(body.activeViewId), needsLogin: needsLogin(text(body.pageAccess), text(body.routeType), guarded) })),
    views: Object.fromEntries(contents('sfdc_cms__view').map(({ name, title, body }) => [name, viewOf(title, body)])),
    layouts: Object.fromEntries(list(theme?.body.layouts).flatMap(({ layoutType, layoutId }) => { const layout = layouts.get(text(layoutId)); return layout ? [[text(layoutType), layout]] : []; })),
    branding: Object.fromEntries(Object.entries(object(branding?.body.values)).map(([key, value]) => [key, text(value)])),
    styles: bundle.files.filter((file) => /^sfdc_cms__styles\/.*\.css$/.test(file) && !/print/.test(file)).map((file) => readFileSync(path.join(bundle.folder, file), 'utf8')).join('\n'),
  };
}

/** Pages of signing in and of errors are open to all, whatever the site asks for. */
function needsLogin(access: string, routeType: string, guarded: boolean): boolean {
  if (/^(login|error|forgot-password|check-password|self-register|service-not-available|too-many-requests)/.test(routeType)) return false;
  return access === 'RequiresLogin' || (access !== 'Public' && guarded);
}

type Json = Readonly<Record<string, unknown>>;
interface Content { readonly name: string; readonly title: string; readonly body: Json }

/** `TYPE/NAME/content.json` of a bundle. @throws Error that names the file that is no JSON */
function contentsOf(bundle: Bundle, type: string): Content[] {
  return bundle.files.filter((file) => file.startsWith(`${type}/`) && file.endsWith('/content.json')).map((file) => {
    try {
      const content = object(JSON.parse(readFileSync(path.join(bundle.folder, file), 'utf8')));
      return { name: file.split('/')[1]!, title: text(content.title), body: object(content.contentBody) };
    } catch (error) {
      throw new Error(`${bundle.file.replace(/[^/]+$/, '')}${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  });
}

function viewOf(title: string, body: Json): SiteView {
  const regions = list(object(body.component).children);
  const seo = regions.flatMap((region) => list(region.children)).find(({ definition }) => definition === 'community_builder:seoAssistant');
  const told = object(seo?.attributes);
  return {
    title: text(told.pageTitle) || title,
    description: text(told.description),
    layout: text(body.themeLayoutType),
    rows: regions.filter(({ name }) => name !== 'sfdcHiddenRegion').flatMap((region) => rowsOf(region)),
  };
}

function layoutOf(body: Json): SiteLayout {
  const region = (wanted: string): readonly SiteRow[] => list(object(body.component).children).filter(({ name }) => name === wanted).flatMap((found) => rowsOf(found));
  return { header: region('header'), footer: region('footer') };
}

/** Components outside of any section stand in a row of their own. */
function rowsOf(region: Json): SiteRow[] {
  return list(region.children).filter(isShown).map((child): SiteRow => {
    if (child.definition !== 'community_layout:section') return { id: text(child.id), columns: [{ id: `${text(child.id)}-only`, width: 12, items: [itemOf(child)] }] };
    const widths = columnWidths(text(object(child.attributes).sectionConfig));
    return { id: text(child.id), columns: list(child.children).map((column) => ({ id: text(column.id), width: widths.get(text(column.name)) ?? 12, items: list(column.children).filter(isShown).map(itemOf) })) };
  });
}

const isShown = (child: Json): boolean => object(object(child.attributes).dxpStyle).isVisible !== false;

function columnWidths(config: string): ReadonlyMap<string, number> {
  const columns = config === '' ? [] : list(object(JSON.parse(config)).columns);
  return new Map(columns.map(({ columnKey, columnWidth }) => [text(columnKey), Number(columnWidth)]));
}

function itemOf(child: Json): SiteItem {
  const name = text(child.definition);
  const given = Object.entries(object(child.attributes)).filter(([key, value]) => key !== 'dxpStyle' && value !== '{!recordId}');
  const expression = given.find(([, value]) => typeof value === 'string' && /\{!.*\}/.test(value));
  const item = { id: text(child.id), name, module: name.replace(':', '/'), properties: Object.fromEntries(given) };
  return expression ? { ...item, problem: `Not implemented in the local org: expression ${text(expression[1])} on a site page` } : item;
}

const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
