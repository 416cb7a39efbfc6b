import { NotImplementedError } from '../../execution/errors.ts';
import { dataRoute } from '../api.ts';
import type { Route } from '../http.ts';

/** Resources that a real org has and the local org does not: each answers 501 with its name rather than 404. */
const RESOURCES = [
  'analytics', 'appMenu', 'apps', 'async-queries', 'chatter', 'commerce', 'compactLayouts', 'connect', 'consent', 'dataservices', 'einstein', 'event', 'folders',
  'knowledgeManagement', 'licensing', 'localizedvalue', 'nouns', 'payments', 'process', 'quickActions', 'recent', 'scheduling', 'serviceTemplates',
  'smartdatadiscovery', 'support', 'tabs', 'theme', 'wave',
];

const SOBJECT_PARTS = ['approvalLayouts', 'compactLayouts', 'deleted', 'eventSchema', 'layouts', 'listviews', 'quickActions', 'relevantItems', 'updated'];

export function unsupportedRoutes(): Route[] {
  const gap = (name: string) => (): never => {
    throw new NotImplementedError(`REST resource ${name}`);
  };
  return [
    ...RESOURCES.flatMap((name) => [dataRoute('*', `/${name}`, gap(name)), dataRoute('*', `/${name}/*rest`, gap(name))]),
    ...SOBJECT_PARTS.flatMap((name) => ['GET', 'HEAD'].flatMap((method) => [dataRoute(method, `/sobjects/:object/describe/${name}`, gap(name)), dataRoute(method, `/sobjects/:object/${name}`, gap(name))])),
    dataRoute('*', '/actions/standard/*rest', gap('actions/standard')),
    { method: '*', pattern: '/services/async/*rest', authenticated: false, handler: gap('Bulk API 1.0 (/services/async)') },
  ];
}
