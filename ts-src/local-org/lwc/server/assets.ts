import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { HttpResponse, Route } from '../../api/http.ts';
import { packages } from '../build/index.ts';
import type { BuildProblem } from '../build/index.ts';
import type { Host } from './host.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json', '.html': 'text/html; charset=utf-8',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff': 'font/woff', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8', '.xml': 'text/xml', '.pdf': 'application/pdf', '.wasm': 'application/wasm',
};

const FOREVER = 'public, max-age=31536000, immutable';
const NOT_FOUND: HttpResponse = { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found' };

/** Files that pages are made of: platform chunks, compiled bundles, SLDS, static resources. */
export function assetRoutes(host: Host): Route[] {
  return [
    { method: 'GET', pattern: '/lwc/platform/:hash/*rest', authenticated: false, handler: ({ params }) => platformFile(host, params.rest ?? '') },
    { method: 'GET', pattern: '/lwc/modules/:namespace/:file', authenticated: false, handler: ({ params }) => bundleModule(host, `${params.namespace}/${(params.file ?? '').replace(/\.js$/, '')}`) },
    { method: 'GET', pattern: '/_slds/*rest', authenticated: false, handler: ({ params }) => file(path.join(packages.designSystem, 'assets'), params.rest ?? '', 'public, max-age=86400') },
    { method: 'GET', pattern: '/resource/:version/:name', authenticated: false, handler: ({ params }) => staticResource(host, params.name ?? '', '') },
    { method: 'GET', pattern: '/resource/:version/:name/*rest', authenticated: false, handler: ({ params }) => staticResource(host, params.name ?? '', params.rest ?? '') },
    { method: 'GET', pattern: '/file-asset/:name', handler: ({ params, session }) => assetFile(host, params.name ?? '', session!.userId) },
    { method: 'GET', pattern: '/favicon.ico', authenticated: false, handler: () => file(path.join(packages.designSystem, 'assets'), 'images/logo-noname.svg', 'public, max-age=86400') },
  ];
}

async function platformFile(host: Host, name: string): Promise<HttpResponse> {
  const { directory } = await host.build.platform();
  return file(directory, name, FOREVER);
}

async function bundleModule(host: Host, specifier: string): Promise<HttpResponse> {
  const wantsMap = specifier.endsWith('.js.map');
  const result = await host.compile(specifier.replace(/\.js\.map$/, ''));
  if (!result || (wantsMap && !(result.ok && result.bundle.map))) return NOT_FOUND;
  if (wantsMap && result.ok) return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': FOREVER }, body: result.bundle.map! };
  const headers = { 'content-type': TYPES['.js']!, 'cache-control': result.ok ? FOREVER : 'no-store' };
  return { status: 200, headers, body: result.ok ? result.bundle.code : brokenModule(specifier, relativeTo(host, result.problems)) };
}

/** A module that cannot be had still answers: it shows why, and fails for whoever imports it. */
function brokenModule(specifier: string, problems: readonly BuildProblem[]): string {
  const [first] = problems;
  return `import { showProblems } from 'local/overlay';
showProblems(${JSON.stringify(specifier)}, ${JSON.stringify(problems)});
throw new Error(${JSON.stringify(`${first?.file}:${first?.line}:${first?.column} ${first?.message}`)});
`;
}

/** File names as a developer knows them: from the project's root. */
export function relativeTo(host: Host, problems: readonly BuildProblem[]): readonly BuildProblem[] {
  return problems.map((problem) => ({ ...problem, file: path.relative(host.project().root, problem.file) }));
}

function staticResource(host: Host, name: string, inner: string): HttpResponse {
  const resource = host.project().staticResources.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!resource) return NOT_FOUND;
  if (inner === '') return { status: 200, headers: { 'content-type': resource.contentType, 'cache-control': FOREVER }, body: resource.read() };
  if (resource.contentFolder !== undefined) return file(resource.contentFolder, inner, FOREVER);
  const [entry] = resource.contentType.includes('zip') ? Object.values(unzipSync(resource.read(), { filter: ({ name: at }) => at === inner })) : [];
  return entry ? { status: 200, headers: { 'content-type': typeOf(inner), 'cache-control': FOREVER }, body: entry } : NOT_FOUND;
}

/** `@salesforce/contentAssetUrl`: for external users where the asset says so. */
function assetFile(host: Host, name: string, userId: string): HttpResponse {
  const asset = host.project().others.find(({ type, fullName }) => type === 'ContentAsset' && fullName.toLowerCase() === name.toLowerCase());
  const target = asset && path.resolve(host.project().root, asset.file.replace(/-meta\.xml$/, ''));
  if (target === undefined || !existsSync(target)) return NOT_FOUND;
  const isInternal = host.org.transaction(userId, ({ user }) => user.userType === 'Standard');
  if (!isInternal && !asset!.xml.flag('isVisibleByExternalUsers')) return NOT_FOUND;
  const names = asset!.xml.at('versions')?.list('version').map((version) => version.text('pathOnClient') ?? '') ?? [];
  return { status: 200, headers: { 'content-type': typeOf(names.at(-1) ?? ''), 'cache-control': 'private, max-age=60' }, body: readFileSync(target) };
}

function file(root: string, name: string, cacheControl: string): HttpResponse {
  const target = path.join(root, path.normalize(`/${name}`));
  if (!target.startsWith(root + path.sep) || !existsSync(target)) return NOT_FOUND;
  try {
    return { status: 200, headers: { 'content-type': typeOf(target), 'cache-control': cacheControl }, body: readFileSync(target) };
  } catch {
    return NOT_FOUND;
  }
}

const typeOf = (name: string): string => TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';
