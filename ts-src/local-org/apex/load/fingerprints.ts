/** Fingerprints of what compiled code depends on: classes, objects, labels, pages. */
import type { Schema } from '../../schema/model.ts';
import type { OrgNames } from '../check/index.ts';
import { hash } from './interface-hash.ts';

const ABSENT = '-';

export class Fingerprints {
  private readonly schema: Schema;
  private readonly names: OrgNames;
  private readonly classHash: (name: string) => string | undefined;
  private readonly objects = new Map<string, string>();

  constructor(schema: Schema, names: OrgNames, classHash: (name: string) => string | undefined) {
    this.schema = schema;
    this.names = names;
    this.classHash = classHash;
  }

  of(dependency: string): string {
    const colon = dependency.indexOf(':');
    const name = dependency.slice(colon + 1);
    switch (dependency.slice(0, colon)) {
      case 'class': return this.classHash(name) ?? ABSENT;
      case 'object': return this.object(name);
      case 'label': return this.names.hasLabel?.(name) === false ? ABSENT : '+';
      case 'page': return this.names.hasPage?.(name) === false ? ABSENT : '+';
      default: return ABSENT;
    }
  }

  private object(name: string): string {
    let known = this.objects.get(name);
    if (known === undefined) {
      const definition = this.schema.object(name);
      const fields = definition?.fields.map((field) => [field.name, field.type, field.relationshipName, field.referenceTo]);
      known = definition === undefined ? ABSENT : hash(JSON.stringify([definition.name, definition.kind, fields, definition.childRelationships.map((child) => [child.name, child.childObject])]));
      this.objects.set(name, known);
    }
    return known;
  }

  /** Fingerprints of all but the unit itself. */
  all(dependencies: Iterable<string>, own: string): Record<string, string> {
    const result: Record<string, string> = {};
    for (const dependency of [...dependencies].sort()) if (dependency !== own) result[dependency] = this.of(dependency);
    return result;
  }

  /** The org's names, reporting what is asked for. */
  observed(seen: Set<string>): OrgNames {
    const { hasLabel, hasPage } = this.names;
    return {
      ...(hasLabel === undefined ? {} : { hasLabel: (name: string) => seen.add(`label:${name.toLowerCase()}`) && hasLabel(name) }),
      ...(hasPage === undefined ? {} : { hasPage: (name: string) => seen.add(`page:${name.toLowerCase()}`) && hasPage(name) }),
    };
  }
}
