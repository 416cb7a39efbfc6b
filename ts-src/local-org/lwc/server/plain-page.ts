import type { HttpResponse } from '../../api/http.ts';
import { plainHeaders } from './page-policy.ts';

/** A page without the shell: sign-in, sent mails, and what cannot be shown. `title` is text, `body` is HTML. */
export function plainPage(status: number, title: string, body: string, width = '26rem'): HttpResponse {
  const heading = escapeHtml(title);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading} | Local org</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml"><link rel="stylesheet" href="/_slds/styles/salesforce-lightning-design-system.min.css"></head>
<body class="slds-scope" style="background:#f4f6f9"><main class="slds-align_absolute-center" style="min-height:100vh;padding:1rem">
<div class="slds-box slds-theme_default" style="width:${width};max-width:100%"><h1 class="slds-text-heading_medium slds-m-bottom_x-small">${heading}</h1>${body}</div></main></body></html>`;
  return { status, headers: plainHeaders(), body: html };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
