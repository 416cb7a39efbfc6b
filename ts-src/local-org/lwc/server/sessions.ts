import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import type { Host } from './host.ts';

export interface Persona {
  readonly alias: string;
  readonly label: string;
  readonly userId: string;
  readonly username: string;
}

export function personas(host: Host): readonly Persona[] {
  return host.org.personas.flatMap((alias) => {
    const user = host.org.persona(alias);
    return user ? [{ alias, label: alias.replace(/(^|[-_])(\w)/g, (_, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`), ...user }] : [];
  });
}

/** Who opens a page without having signed in. */
export function defaultPersona(host: Host): Persona | undefined {
  const all = personas(host);
  const wanted = [host.options.defaultPersona, 'agent', 'admin'];
  return wanted.map((alias) => all.find((persona) => persona.alias === alias)).find((persona) => persona !== undefined) ?? all[0];
}

export function sessionCookie(host: Host, userId: string): string {
  return `sid=${encodeURIComponent(host.options.signIn(userId))}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Signing in is choosing a persona: the local org has no passwords and listens on this machine only. */
export function sessionRoutes(host: Host): Route[] {
  return [
    { method: 'POST', pattern: '/lightning/api/persona', authenticated: false, handler: (request) => choose(host, request) },
    { method: 'GET', pattern: '/lightning/signin', authenticated: false, handler: (request) => signInPage(host, request) },
  ];
}

function choose(host: Host, request: HttpRequest): HttpResponse {
  const form = new URLSearchParams(new TextDecoder().decode(request.body));
  const persona = personas(host).find(({ alias }) => alias === form.get('alias'));
  if (!persona) return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `There is no persona ${form.get('alias') ?? ''}` };
  const target = form.get('startURL') ?? '/';
  // Only addresses of this org: `//elsewhere` would leave it.
  const location = /^\/(?![/\\])/.test(target) ? target : '/';
  return { status: 303, headers: { location, 'set-cookie': sessionCookie(host, persona.userId) } };
}

function signInPage(host: Host, request: HttpRequest): HttpResponse {
  const start = request.query.get('startURL') ?? '/';
  const choices = personas(host).map(
    ({ alias, label, username }) => `<li class="slds-m-bottom_small"><form method="post" action="/lightning/api/persona">
      <input type="hidden" name="alias" value="${escapeHtml(alias)}"><input type="hidden" name="startURL" value="${escapeHtml(start)}">
      <button class="slds-button slds-button_neutral slds-button_stretch" type="submit">${escapeHtml(label)} <span class="slds-text-color_weak slds-m-left_x-small">${escapeHtml(username)}</span></button></form></li>`,
  );
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in | Local org</title>
<link rel="stylesheet" href="/_slds/styles/salesforce-lightning-design-system.min.css"></head>
<body class="slds-scope" style="background:#f4f6f9"><main class="slds-align_absolute-center" style="min-height:100vh;padding:1rem">
<div class="slds-box slds-theme_default" style="width:24rem;max-width:100%"><h1 class="slds-text-heading_medium slds-m-bottom_xx-small">Local org</h1>
<p class="slds-text-color_weak slds-m-bottom_medium">Choose who you are. Nothing here needs a password.</p><ul>${choices.join('')}</ul></div></main></body></html>`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
