import { statics } from '../missing.ts';
import { typeNamed } from '../types.ts';
import type { ApexType } from '../types.ts';

const BUILT_IN = new Set(['object', 'string', 'id', 'integer', 'long', 'double', 'decimal', 'boolean', 'date', 'datetime', 'time', 'blob', 'sobject']);

/** System.Type: static members. `standardClass` says whether the library has a class. */
export function typeStatics(hasStandardClass: (key: string) => boolean): { forname(first: string | null, second?: string | null): ApexType | null } {
  const exists = (type: ApexType): boolean => {
    if (type.args.length > 0) return ['list', 'set', 'map', 'iterator', 'iterable'].includes(type.base) && type.args.every(exists);
    return BUILT_IN.has(type.base) || type.meta !== undefined || type.sobject !== null || hasStandardClass(type.base.replaceAll('.', '_'));
  };
  return statics('Type', {
    /** `forName(name)`, `forName(namespace, name)`; null when there is no such type. The name comes back as declared. */
    forname(first: string | null, second?: string | null): ApexType | null {
      const name = second === undefined ? first : second;
      if (name === null || name.trim() === '') return null;
      const type = withoutSchema(second !== undefined && first !== null && first !== '' && first.toLowerCase() !== 'system' ? `${first}.${name}` : name);
      if (!exists(type)) return null;
      const declared = type.args.length > 0 ? undefined : (type.meta?.name ?? type.sobject?.name);
      return declared === undefined || declared === type.name ? type : typeNamed(declared);
    },
  });
}

/** `List<Schema.Account>`: records may be named with their namespace. */
function withoutSchema(name: string): ApexType {
  return typeNamed(name.replace(/\bSchema\.(\w+)/gi, (all, object: string) => (typeNamed(object).sobject === null ? all : object)));
}
