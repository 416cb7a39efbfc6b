import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import type { ExecutionContext } from '../../execution/context.ts';
import type { PlatformBuild } from '../build/index.ts';
import { bootFor } from './boot.ts';
import type { Host } from './host.ts';
import { newNonce, pageHeaders } from './page-policy.ts';
import { escapeHtml } from './plain-page.ts';
import { defaultPersona, externalUserPage, sessionCookie } from './sessions.ts';

/** Every address below /lightning is the same document, and so are those of flows; the shell in the browser reads the address. */
export function pageRoutes(host: Host): Route[] {
  const handler = (request: HttpRequest): Promise<HttpResponse> => openPage(host, request);
  return ['/', '/lightning', '/lightning/*rest', '/flow/*rest'].map((pattern): Route => ({ method: 'GET', pattern, authenticated: false, handler }));
}

async function openPage(host: Host, request: HttpRequest): Promise<HttpResponse> {
  let cookie: string | undefined;
  let userId = request.session?.userId;
  if (userId === undefined) {
    const persona = defaultPersona(host);
    if (!persona) return { status: 303, headers: { location: '/lightning/signin' } };
    userId = persona.userId;
    cookie = sessionCookie(host, userId);
  }
  const platform = await host.build.platform();
  const wantedApp = /^\/lightning\/app\/([^/]+)/.exec(request.path)?.[1] ?? /(?:^|;\s*)app=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  return host.org.transaction(userId, (context): HttpResponse => {
    if (context.user.userType !== 'Standard') return externalUserPage(host, context.user.name, request.path);
    const nonce = newNonce();
    const headers = { ...pageHeaders(host.project(), 'LEX', nonce), ...(cookie ? { 'set-cookie': cookie } : {}) };
    return { status: 200, headers, body: document(host, platform, context, { wantedApp, nonce }) };
  });
}

function document(host: Host, platform: PlatformBuild, context: ExecutionContext, { wantedApp, nonce }: { readonly wantedApp: string | undefined; readonly nonce: string }): string {
  const boot = bootFor(host, context, wantedApp);
  const base = `/lwc/platform/${platform.hash}`;
  const imports = importMap(host, platform, base);
  const title = boot.apps.find((app) => app.name === boot.appName)?.label ?? 'Salesforce';
  // What gets the focus scrolls clear of the header, which stays at the top.
  return `<!doctype html>
<html lang="${escapeHtml(boot.user.language.slice(0, 2) || 'en')}" dir="ltr" style="scroll-padding-top: 6rem">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/_slds/styles/salesforce-lightning-design-system.min.css">
<script src="${base}/${platform.syntheticShadow}"></script>
<script type="importmap" nonce="${nonce}">${json({ imports })}</script>
${platform.preload.map((file) => `<link rel="modulepreload" href="${base}/${file}">`).join('\n')}
</head>
<body class="slds-scope">
<script id="local-org" type="application/json">${json(boot)}</script>
<script type="module" nonce="${nonce}">import 'one/start';</script>
</body>
</html>
`;
}

export function importMap(host: Host, platform: PlatformBuild, base: string): Record<string, string> {
  const imports: Record<string, string> = {};
  for (const [specifier, file] of Object.entries(platform.entries)) imports[specifier] = `${base}/${file}`;
  for (const [specifier, hash] of host.bundles()) imports[specifier] = `/lwc/modules/${specifier}.js?v=${hash}`;
  return imports;
}

/** `<` would let a value end the script element. */
export const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

