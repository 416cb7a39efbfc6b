import type { HttpRequest, HttpResponse, Route } from '../../api/http.ts';
import { ApexBlob, toId18 } from '../../values/index.ts';
import { selectRows, text, where } from '../ui-api/select.ts';
import type { Host } from './host.ts';

const NOT_FOUND: HttpResponse = { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found' };
/** What a browser shows in a page; anything else is only saved. */
const PICTURES: Readonly<Record<string, string>> = { PNG: 'image/png', JPG: 'image/jpeg', JPEG: 'image/jpeg', GIF: 'image/gif', WEBP: 'image/webp' };

/** Content of files for pages, at Salesforce's address: whoever may see the file may have it. */
export function fileRoutes(host: Host): Route[] {
  return [{ method: 'GET', pattern: '/sfc/servlet.shepherd/version/download/:id', handler: (request) => download(host, request) }];
}

function download(host: Host, request: HttpRequest): HttpResponse {
  const id = toId18(request.params.id ?? '');
  const object = host.org.schema.object('ContentVersion');
  if (id === null || object === undefined) return NOT_FOUND;
  return host.org.transaction(request.session!.userId, (context) => {
    const [row] = selectRows(context, { object, fields: [['Id'], ['FileType'], ['VersionData']], where: where(['Id'], '=', text(id)), limit: 1 });
    if (row === undefined) return NOT_FOUND;
    const { VersionData: data, FileType: type } = row.fields;
    const picture = typeof type === 'string' ? PICTURES[type.toUpperCase()] : undefined;
    const headers = { 'content-type': picture ?? 'application/octet-stream', ...(picture === undefined ? { 'content-disposition': 'attachment' } : {}) };
    return { status: 200, headers: { ...headers, 'cache-control': 'private, no-store' }, body: data instanceof ApexBlob ? data.bytes : new Uint8Array() };
  });
}
