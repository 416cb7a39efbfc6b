import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What of the package can be called from outside: a component's method, a REST resource, an action of flows. */
export interface Door {
  /** `Class.method`. */
  readonly name: string;
  readonly className: string;
  readonly method: string;
  readonly kind: 'AuraEnabled' | 'InvocableMethod' | 'Http';
  /** Of REST: GET, POST… and the mapping of the class. */
  readonly verb: string;
  readonly urlMapping: string;
  readonly parameters: readonly { readonly type: string; readonly name: string }[];
}

const DOOR = /@(AuraEnabled|InvocableMethod|Http(\w+))\b(?:\([^)]*\))?\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:public|global)\s+static\s+[\w<>., ]+?\s(\w+)\s*\(([^)]*)\)/gi;

/** Every door of the classes of the package, read from their sources: a new one is found by itself. */
export function apexDoors(packageDir: string): Door[] {
  return readdirSync(packageDir)
    .flatMap((domain) => {
      const folder = path.join(packageDir, domain, 'classes');
      try {
        return readdirSync(folder).filter((file) => file.endsWith('.cls')).map((file) => path.join(folder, file));
      } catch {
        return []; // a domain without classes
      }
    })
    .flatMap(doorsOf)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function doorsOf(file: string): Door[] {
  const className = path.basename(file, '.cls');
  const source = readFileSync(file, 'utf8');
  if (/^@IsTest/im.test(source.slice(0, source.search(/\bclass\b/)))) return [];
  const urlMapping = /@RestResource\(\s*urlMapping\s*=\s*'([^']*)'/i.exec(source)?.[1] ?? '';
  return [...source.matchAll(DOOR)].map(([, annotation, verb, method, list]) => ({
    name: `${className}.${method!}`, className, method: method!, urlMapping, verb: (verb ?? '').toUpperCase(),
    kind: verb === undefined ? (annotation!.toLowerCase() === 'auraenabled' ? 'AuraEnabled' : 'InvocableMethod') : 'Http',
    parameters: list!.split(/,(?![^<]*>)/).map((each) => each.trim().split(/\s+(?=\w+$)/)).flatMap(([type, name]) => (type && name ? [{ type, name }] : [])),
  }));
}
