import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { actionModels } from '../model/actions.ts';
import { homePage, pageByName, recordPage } from '../model/page-lookup.ts';
import type { FormFactor } from '../model/page-lookup.ts';
import type { PageModel } from '../model/flexipage.ts';
import { componentDefaults } from '../model/component-config.ts';
import { objectIcon } from '../model/apps.ts';
import type { Host } from './host.ts';

/** Which page an address shows: asked by the shell for each navigation. */
export function pageApiRoutes(host: Host): Route[] {
  return [
    { method: 'GET', pattern: '/lightning/api/page/:kind/:name', handler: (request) => pageFor(host, request) },
    {
      method: 'GET',
      pattern: '/lightning/api/actions/:object',
      handler: ({ params, query }) => ({ status: 200, body: { actions: actionModels(host.project(), params.object!, (query.get('names') ?? '').split(',').filter((name) => name !== '')) } }),
    },
  ];
}

function pageFor(host: Host, request: HttpRequest): HttpResponse {
  const { kind = '', name = '' } = request.params;
  const app = request.query.get('app') ?? '';
  const formFactor = (request.query.get('formFactor') ?? 'Large') as FormFactor;
  const project = host.project();
  switch (kind) {
    case 'home': return answer(host, homePage(project, app, formFactor));
    case 'record': {
      const object = host.org.schema.object(name) ?? host.org.schema.objectByPrefix(name.slice(0, 3));
      if (!object) return missing(`There is no object ${name}`);
      return answer(host, recordPage(project, app, object.name, formFactor), { objectApiName: object.name, objectLabel: object.label, nameField: object.nameField, icon: objectIcon(object.name, project) });
    }
    case 'tab': {
      const tab = project.tabs.find((candidate) => candidate.fullName.toLowerCase() === name.toLowerCase())?.xml;
      if (!tab) return missing(`There is no tab ${name}`);
      const flexiPage = tab.text('flexiPage');
      if (flexiPage) return answer(host, pageByName(project, flexiPage), { label: tab.text('label') ?? name });
      const component = tab.text('lwcComponent');
      return component ? answer(host, undefined, { label: tab.text('label') ?? name, component: `c/${component}` }) : missing(`Tab ${name} is of a kind that the local org does not show`);
    }
    default: return missing(`There is no page of kind ${kind}`);
  }
}

function answer(host: Host, page: PageModel | undefined, extra: object = {}): HttpResponse {
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: { ...extra, page: page ? withDefaults(host, page) : null } };
}

/** The page's values over the defaults of each component's targetConfig, in the types that it declares. */
function withDefaults(host: Host, page: PageModel): PageModel {
  const project = host.project();
  const regions = page.regions.map((region) => ({
    ...region,
    items: region.items.map((item) => (item.kind === 'component' && item.module.startsWith('c/') ? { ...item, properties: componentDefaults(project, item.module.slice(2), page.type, item.properties) } : item)),
  }));
  return { ...page, regions };
}

const missing = (message: string): HttpResponse => ({ status: 404, body: [{ errorCode: 'NOT_FOUND', message }] });
