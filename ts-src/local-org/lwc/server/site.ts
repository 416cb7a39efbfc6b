import type { HttpResponse, Route } from '../../api/http.ts';
import { plainPage } from './plain-page.ts';

/** Where Experience Cloud sites and public pages will answer. Until then: which feature is missing, as a page. */
export function siteRoutes(): Route[] {
  return ['/s', '/s/*rest'].map((pattern): Route => ({ method: 'GET', pattern, authenticated: false, handler: notYet }));
}

function notYet(): HttpResponse {
  return plainPage(501, 'Not implemented in the local org: Experience Cloud sites', '<p>Site pages (<code>/s</code>) are not served yet. <a href="/">Open the Lightning apps</a></p>');
}
