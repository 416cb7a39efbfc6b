const HERE = 'http://localhost';

/** Where a redirect may lead: a path on this server, as a browser would read `target`; `/` for everything else. */
export function localPath(target: string | null | undefined): string {
  const path = (target ?? '').replace(/^https?:\/\/[^/]*/i, '');
  if (!path.startsWith('/') || !URL.canParse(path, HERE)) return '/';
  const url = new URL(path, HERE);
  return url.origin === HERE ? url.pathname + url.search + url.hash : '/';
}
