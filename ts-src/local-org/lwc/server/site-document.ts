import type { ExecutionContext } from '../../execution/context.ts';
import { setupIds } from '../../security/index.ts';
import type { PlatformBuild } from '../build/index.ts';
import type { SiteModel, SiteRoute } from '../model/site.ts';
import { componentDefaults } from '../model/component-config.ts';
import { bootFor } from './boot.ts';
import type { Host } from './host.ts';
import { importMap, json } from './pages.ts';
import { escapeHtml } from './plain-page.ts';
import type { Persona } from './sessions.ts';
import { SITE_API, SITE_PATH } from './site-paths.ts';

/** Modules that LWR sites do not have: a component that imports one fails with these words. */
const REFUSED: Readonly<Record<string, string>> = {
  'lightning/platformShowToastEvent': 'use lightning/toast with lightning/toastContainer',
  'lightning/empApi': 'platform events do not reach site pages; ask Apex again instead',
  'lightning/platformWorkspaceApi': 'sites have no console',
  'lightning/quickActionPanel': 'sites have no quick actions',
  'lightning/actions': 'sites have no quick actions',
};

/** The document of every page of a site; the shell in the browser reads the address. */
export function siteDocument(host: Host, platform: PlatformBuild, context: ExecutionContext, site: SiteModel, shown: { readonly route: SiteRoute | undefined; readonly members: readonly Persona[]; readonly nonce: string }): string {
  const base = `/lwc/platform/${platform.hash}`;
  const view = shown.route && site.views[shown.route.view];
  const imports = { ...importMap(host, platform, base), ...Object.fromEntries(Object.keys(REFUSED).map((name) => [name, `${SITE_API}/refused/${name}.js`])) };
  // What the site is, without the Lightning apps and personas of the org: pages of guests tell nobody about them.
  const boot = { ...bootFor(host, context, undefined), apps: [], appName: '', personas: [], site: siteBoot(host, site, shown.members) };
  return `<!doctype html>
<html lang="${escapeHtml(boot.user.language.slice(0, 2) || 'en')}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(view?.title ?? site.title)}</title>
${view?.description ? `<meta name="description" content="${escapeHtml(view.description)}">` : ''}
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/_slds/styles/salesforce-lightning-design-system.min.css">
<style>${stylesOf(site).replaceAll('</', '<\\/')}</style>
<script src="${base}/${platform.syntheticShadow}"></script>
<script type="importmap" nonce="${shown.nonce}">${json({ imports })}</script>
${platform.preload.filter((file) => file !== 'one/start.js').map((file) => `<link rel="modulepreload" href="${base}/${file}">`).join('\n')}
</head>
<body class="slds-scope">
<script id="local-org" type="application/json">${json(boot)}</script>
<script type="module" nonce="${shown.nonce}">import 'site/start';</script>
</body>
</html>
`;
}

function siteBoot(host: Host, site: SiteModel, members: readonly Persona[]): object {
  const project = host.project();
  const withDefaults = (rows: SiteModel['views'][string]['rows']): object[] =>
    rows.map((row) => ({ ...row, columns: row.columns.map((column) => ({ ...column, items: column.items.map((item) => (item.module.startsWith('c/') ? { ...item, properties: componentDefaults(project, item.module.slice(2), 'lightningCommunity__Default', item.properties) } : item)) })) }));
  return {
    basePath: SITE_PATH,
    api: SITE_API,
    title: site.title,
    networkId: setupIds.of('0DB', site.network),
    siteId: setupIds.of('0DM', site.site),
    languages: site.languages,
    members: members.map(({ alias, label, username }) => ({ alias, label, username })),
    routes: site.routes.map(({ name, urlPrefix, routeType, view, needsLogin }) => ({ name, urlPrefix, routeType, view, needsLogin })),
    views: Object.fromEntries(Object.entries(site.views).map(([name, view]) => [name, { ...view, rows: withDefaults(view.rows) }])),
    layouts: Object.fromEntries(Object.entries(site.layouts).map(([type, { header, footer }]) => [type, { header: withDefaults(header), footer: withDefaults(footer) }])),
  };
}

/** The module that stands for one that sites lack; undefined for any other. */
export function refusal(name: string): string | undefined {
  if (!Object.hasOwn(REFUSED, name)) return undefined;
  const message = `${name} is not available on LWR sites: ${REFUSED[name]}.`;
  const names = ['ShowToastEvent', 'subscribe', 'unsubscribe', 'onError', 'setDebugFlag', 'isEmpEnabled', 'CloseActionScreenEvent', 'EnclosingTabId', 'IsConsoleNavigation', 'closeTab', 'focusTab', 'openTab', 'openSubtab', 'setTabLabel', 'setTabIcon', 'refreshTab', 'getFocusedTabInfo', 'getTabInfo', 'disableTabClose', 'setTabHighlighted', 'getAllTabInfo'];
  return `throw new Error(${JSON.stringify(message)}); export let ${names.join(', ')}; export default undefined;`;
}

/** Styling hooks of LWR sites that branding sets. */
const HOOKS: Readonly<Record<string, string>> = {
  BackgroundColor: 'root', TextColor: 'root-contrast', PrimaryAccentColor: 'brand', PrimaryAccentForegroundColor: 'brand-contrast', _NeutralColor: 'neutral', _NeutralForegroundColor: 'neutral-contrast', _DestructiveColor: 'destructive', _DestructiveForegroundColor: 'destructive-contrast',
  _SuccessColor: 'success', _SuccessForegroundColor: 'success-contrast', _WarningColor: 'warning', _WarningForegroundColor: 'warning-contrast', _InfoColor: 'info', _InfoForegroundColor: 'info-contrast',
};

function stylesOf(site: SiteModel): string {
  const hooks = Object.entries(site.branding).flatMap(([name, value]) => {
    const [, plain = '', step = ''] = /^(.*?)(\d?)$/.exec(name) ?? [];
    const hook = HOOKS[plain] ?? HOOKS[plain.replace(/^_/, '')];
    return hook === undefined || value === '' ? [] : [`--dxp-g-${hook}${step && `-${step}`}:${value.replace(/[;{}]/g, '')}`];
  });
  return `:root{${hooks.join(';')}}\n${site.styles}`;
}
