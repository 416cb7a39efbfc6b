import type { Route } from './http.ts';

interface TrieNode {
  readonly literals: Map<string, TrieNode>;
  parameter: { readonly name: string; readonly node: TrieNode } | undefined;
  rest: { readonly name: string; readonly routes: Map<string, Route> } | undefined;
  readonly routes: Map<string, Route>;
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'methodNotAllowed'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' };

export interface Router {
  /** `rawPath` is still percent-encoded, so that an encoded slash stays inside its segment. HEAD falls back to GET. */
  match(method: string, rawPath: string): RouteMatch;
}

const newNode = (): TrieNode => ({ literals: new Map(), parameter: undefined, rest: undefined, routes: new Map() });

/** Builds a router; a literal segment wins over `:name`, and `:name` over `*rest`. Literals ignore case, as on the platform. */
export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  for (const route of routes) addRoute(root, route);
  return {
    match(method, rawPath) {
      const segments = splitPath(rawPath);
      const allowed = new Set<string>();
      const found = find(root, segments, 0, method, [], allowed);
      if (found) return found;
      return allowed.size > 0 ? { kind: 'methodNotAllowed', allowed: [...allowed].sort() } : { kind: 'none' };
    },
  };
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function addRoute(root: TrieNode, route: Route): void {
  let node = root;
  for (const segment of splitPath(route.pattern)) {
    if (segment.startsWith('*')) {
      node.rest ??= { name: segment.slice(1), routes: new Map() };
      node.rest.routes.set(route.method, route);
      return;
    }
    if (segment.startsWith(':')) {
      // Patterns that share a position may name it differently; the names live in the route, not here.
      node.parameter ??= { name: segment.slice(1), node: newNode() };
      node = node.parameter.node;
    } else {
      const key = segment.toLowerCase();
      let next = node.literals.get(key);
      if (!next) node.literals.set(key, (next = newNode()));
      node = next;
    }
  }
  node.routes.set(route.method, route);
}

function find(node: TrieNode, segments: readonly string[], at: number, method: string, values: readonly string[], allowed: Set<string>): Extract<RouteMatch, { kind: 'found' }> | undefined {
  if (at === segments.length) {
    const route = pick(node.routes, method, allowed);
    if (route) return { kind: 'found', route, params: bindParams(route, values) };
  } else {
    const segment = segments[at]!;
    const literal = node.literals.get(decode(segment).toLowerCase());
    const viaLiteral = literal && find(literal, segments, at + 1, method, values, allowed);
    if (viaLiteral) return viaLiteral;
    const viaParameter = node.parameter && find(node.parameter.node, segments, at + 1, method, [...values, decode(segment)], allowed);
    if (viaParameter) return viaParameter;
  }
  if (!node.rest) return undefined;
  const route = pick(node.rest.routes, method, allowed);
  return route && { kind: 'found', route, params: bindParams(route, [...values, segments.slice(at).map(decode).join('/')]) };
}

function pick(routes: ReadonlyMap<string, Route>, method: string, allowed: Set<string>): Route | undefined {
  const route = routes.get(method) ?? (method === 'HEAD' ? routes.get('GET') : undefined) ?? routes.get('*');
  if (!route) for (const name of routes.keys()) allowed.add(name);
  return route;
}

function bindParams(route: Route, values: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  let next = 0;
  for (const segment of splitPath(route.pattern)) {
    if (segment.startsWith(':') || segment.startsWith('*')) params[segment.slice(1)] = values[next++] ?? '';
  }
  return params;
}

/** Percent-decoding that leaves a malformed escape as it stands instead of throwing. */
export function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
