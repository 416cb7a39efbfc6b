import type { HttpResponse, Route } from '../../api/http.ts';
import type { ExecutionContext } from '../../execution/context.ts';
import type { SentEmail } from '../../execution/outbox.ts';
import { selectRows, text, where } from '../ui-api/select.ts';
import type { Host } from './host.ts';
import { escapeHtml, plainPage } from './plain-page.ts';
import { MAILS_PATH, personas } from './sessions.ts';

/** Mails on the page; the outbox keeps more. */
const SHOWN = 100;

/**
 * What Apex and flows sent, newest first: nothing leaves the local org, so whoever waits for a code or a link finds it
 * here. Open to all who reach this server, as the sign-in is: they can be anybody anyway.
 */
export function mailRoutes(host: Host): Route[] {
  return [{ method: 'GET', pattern: MAILS_PATH, authenticated: false, handler: () => mailsPage(host) }];
}

function mailsPage(host: Host): HttpResponse {
  const all = host.org.sentEmails();
  const shown = all.slice(-SHOWN).reverse();
  const names = namesOf(host, shown);
  const told = shown.length === 0 ? 'No mail was sent yet.' : `${shown.length < all.length ? `The latest ${shown.length} of ${all.length} mails` : `${all.length} ${all.length === 1 ? 'mail' : 'mails'}`}, newest first. None left the local org.`;
  const list = shown.length === 0 ? '' : `<ol class="slds-has-dividers_top-space">${shown.map((sent) => mailItem(sent, names)).join('')}</ol>`;
  return plainPage(200, 'Sent mails', `<p class="slds-text-color_weak slds-m-bottom_small" role="status">${told}</p>
<p class="slds-m-bottom_medium"><a href="${MAILS_PATH}">Look again</a> · <a href="/lightning/signin">Sign in</a></p>${list}`, '48rem');
}

function mailItem({ email, at }: SentEmail, names: ReadonlyMap<string, string>): string {
  const moment = new Date(at).toISOString();
  const people = (label: string, addresses: readonly string[]): string => (addresses.length === 0 ? '' : `<p>${label}: ${addresses.map((address) => escapeHtml(names.get(address) ?? address)).join(', ')}</p>`);
  const subject = escapeHtml(email.subject === '' ? '(no subject)' : email.subject);
  return `<li class="slds-item" style="overflow-wrap:anywhere"><article><h2 class="slds-text-heading_small">${subject}</h2>
<p class="slds-text-color_weak"><time datetime="${moment}">${moment.slice(0, 19).replace('T', ' ')} UTC</time></p>
${people('To', email.to)}${people('Cc', email.cc)}${people('Bcc', email.bcc)}
<div class="slds-m-top_small">${email.html ? htmlBody(email.body, subject) : `<p style="white-space:pre-wrap">${linked(email.body)}</p>`}</div></article></li>`;
}

/** In a frame that runs no script and reaches nothing of this page; its links open beside it. */
function htmlBody(body: string, subject: string): string {
  return `<iframe title="${subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" style="width:100%;height:20rem;border:1px solid #c9c9c9" srcdoc="${escapeHtml(`<base target="_blank">${body}`)}"></iframe>`;
}

/** The text as it was sent; addresses of pages in it are links. */
function linked(body: string): string {
  return body.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, index) => (index % 2 === 0 ? escapeHtml(part) : `<a style="text-decoration:underline" href="${escapeHtml(part)}">${escapeHtml(part)}</a>`)).join('');
}

/** Ids that mails were sent to, with the name and address of the person or user behind them. */
function namesOf(host: Host, shown: readonly SentEmail[]): ReadonlyMap<string, string> {
  const ids = new Set(shown.flatMap(({ email }) => [...email.to, ...email.cc, ...email.bcc]).filter((address) => !address.includes('@')));
  const reader = personas(host)[0];
  if (ids.size === 0 || reader === undefined) return new Map();
  return host.org.transaction(reader.userId, (context) => new Map([...ids].flatMap((id) => nameOf(context, id))));
}

function nameOf(context: ExecutionContext, id: string): [string, string][] {
  const object = context.schema.objectByPrefix(id.slice(0, 3));
  if (object?.field('Email') === undefined) return [];
  const [row] = selectRows(context, { object, fields: [['Name'], ['Email']], where: where(['Id'], '=', text(id)) }, { mode: 'system', sharing: 'without' });
  if (row === undefined) return [];
  const [name, address] = [row.get('Name'), row.get('Email')];
  return [[id, `${String(name)} <${String(address ?? 'no address')}>`]];
}
