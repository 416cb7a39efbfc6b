import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { localPath } from '../../api/index.ts';
import type { Host } from './host.ts';
import { escapeHtml, plainPage } from './plain-page.ts';

/** Where sent mails stand, with the codes that people wait for. */
export const MAILS_PATH = '/lightning/mails';

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

/** Who opens a page without having signed in: `agent` where it is declared, else `admin`, else the first persona. */
export function defaultPersona(host: Host): Persona | undefined {
  const all = personas(host);
  return ['agent', 'admin'].map((alias) => all.find((persona) => persona.alias === alias)).find((persona) => persona !== undefined) ?? all[0];
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
  return { status: 303, headers: { location: localPath(form.get('startURL')), 'set-cookie': sessionCookie(host, persona.userId) } };
}

function signInPage(host: Host, request: HttpRequest): HttpResponse {
  return plainPage(200, 'Local org', `<p class="slds-text-color_weak slds-m-bottom_medium">Choose who you are. Nothing here needs a password.</p>${personaForms(host, request.query.get('startURL') ?? '/')}<p><a href="${MAILS_PATH}">Sent mails</a></p>`);
}

/** Customers and guests have no Lightning Experience: as on the platform, only internal users see its pages. */
export function externalUserPage(host: Host, name: string, path: string): HttpResponse {
  const text = `${escapeHtml(name)} is an external user: site pages are open to them, Lightning Experience is not. Continue as somebody else:`;
  return plainPage(403, 'Lightning Experience is for internal users', `<p class="slds-text-color_weak slds-m-bottom_medium">${text}</p>${personaForms(host, path)}`);
}

/** A button a persona. */
function personaForms(host: Host, start: string): string {
  const forms = personas(host).map(
    ({ alias, label, username }) => `<li class="slds-m-bottom_small"><form method="post" action="/lightning/api/persona">
      <input type="hidden" name="alias" value="${escapeHtml(alias)}"><input type="hidden" name="startURL" value="${escapeHtml(start)}">
      <button class="slds-button slds-button_neutral slds-button_stretch" type="submit">${escapeHtml(label)} <span class="slds-text-color_weak slds-m-left_x-small">${escapeHtml(username)}</span></button></form></li>`,
  );
  return `<ul>${forms.join('')}</ul>`;
}
