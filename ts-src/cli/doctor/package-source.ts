import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectDir } from '../paths.ts';

export interface SharingDefault {
  readonly internal: string;
  readonly external: string;
}

/** What an org must have, as the sources of the package say. */
export interface PackageSource {
  readonly classes: readonly string[];
  /** Objects of the package, with the sharing defaults of those that have some. */
  readonly objects: ReadonlyMap<string, SharingDefault | undefined>;
  readonly permissionSets: readonly string[];
}

/** Reads `force-app/main`. */
export function packageSource(folder = path.join(projectDir, 'force-app/main')): PackageSource {
  const files = (readdirSync(folder, { recursive: true }) as string[]).map((file) => file.replaceAll('\\', '/')).sort();
  const named = (pattern: RegExp): string[] => files.flatMap((file) => pattern.exec(file)?.[1] ?? []);
  const objects = files.flatMap((file) => {
    const name = /\/objects\/(\w+__(?:c|e|mdt))\/\w+\.object-meta\.xml$/.exec(file)?.[1];
    return name === undefined ? [] : [[name, sharingOf(readFileSync(path.join(folder, file), 'utf8'))] as const];
  });
  return { classes: named(/\/classes\/(\w+)\.cls$/), objects: new Map(objects), permissionSets: named(/\/permissionsets\/(\w+)\.permissionset-meta\.xml$/) };
}

function sharingOf(xml: string): SharingDefault | undefined {
  const internal = /<sharingModel>(\w+)<\/sharingModel>/.exec(xml)?.[1];
  return internal === undefined ? undefined : { internal, external: /<externalSharingModel>(\w+)<\/externalSharingModel>/.exec(xml)?.[1] ?? internal };
}
