/** RFC 8785 (JCS): one text for one JSON value, whoever writes it. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Why a value has no canonical text. `path` is a JSON pointer. */
export class NotCanonical extends Error {
  readonly path: string;
  constructor(path: string, why: string) {
    super(`${path === '' ? 'The value' : path} ${why}`);
    this.path = path;
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

const quoted = (text: string, path: string): string => {
  if (LONE_SURROGATE.test(text)) throw new NotCanonical(path, 'has half of a surrogate pair, which UTF-8 cannot write');
  return JSON.stringify(text);
};

/** @throws NotCanonical for a number that is not finite and for text that UTF-8 cannot write */
export function canonicalJson(value: Json, path = ''): string {
  if (typeof value === 'string') return quoted(value, path);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new NotCanonical(path, 'is not a finite number');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json, index) => canonicalJson(item, `${path}/${index}`)).join(',')}]`;
  const fields = value as { readonly [name: string]: Json };
  const names = Object.keys(fields).sort(); // by UTF-16 code unit, as the RFC wants it
  return `{${names.map((name) => `${quoted(name, path)}:${canonicalJson(fields[name]!, `${path}/${name}`)}`).join(',')}}`;
}
