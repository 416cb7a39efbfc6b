import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One Apex class that answers REST requests. */
export interface RestDoor {
  readonly className: string;
  /** As in the annotation, such as `/loop/v1/twins/*`. */
  readonly urlMapping: string;
  /** In lower case, as OpenAPI has them. */
  readonly methods: readonly string[];
}

/** All `@RestResource` classes below a folder, by the annotations in their source. */
export function restDoors(folder: string): readonly RestDoor[] {
  return globSync('**/classes/*.cls', { cwd: folder }).sort().flatMap((file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const urlMapping = /@RestResource\s*\(\s*urlMapping\s*=\s*'([^']+)'/i.exec(source)?.[1];
    if (urlMapping === undefined) return [];
    const methods = [...source.matchAll(/@Http(Get|Post|Put|Patch|Delete)\b/gi)].map(([, method]) => method!.toLowerCase());
    return [{ className: path.basename(file, '.cls'), urlMapping, methods: [...new Set(methods)] }];
  });
}

/** True when requests to the path of the document reach the door. */
export function answers({ urlMapping }: RestDoor, documentedPath: string): boolean {
  if (!urlMapping.endsWith('/*')) return documentedPath === urlMapping;
  const beginning = urlMapping.slice(0, -1);
  return documentedPath === beginning.slice(0, -1) || documentedPath.startsWith(beginning);
}
