import { HTML3, HTML4, XML, escapeEntities, unescapeEntities } from './html-entities.ts';

/** Escaping as Apache Commons Lang does it, which is what Apex shows. */

const unicode = (code: number): string => `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
const CONTROL: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };

function escapeWith(text: string, escaped: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    const code = text.charCodeAt(i);
    if (escaped.includes(c)) out += `\\${c}`;
    else if (CONTROL[c] !== undefined) out += CONTROL[c];
    else out += code < 32 || code > 0x7f ? unicode(code) : c;
  }
  return out;
}

export const escapeJava = (text: string): string => escapeWith(text, '"\\');
export const escapeEcmaScript = (text: string): string => escapeWith(text, '\'"\\/');
export const escapeUnicode = (text: string): string => text.split('').map((c) => unicode(c.charCodeAt(0))).join('');
export const unescapeUnicode = (text: string): string => text.replace(/\\u+([0-9a-fA-F]{4})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export function unescapeJava(text: string): string {
  const named: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };
  return text.replace(/\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g, (_all, hex?: string, octal?: string, c?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return named[c!] ?? c!;
  });
}

export const escapeHtml3 = (text: string): string => escapeEntities(text, HTML3);
export const escapeHtml4 = (text: string): string => escapeEntities(text, HTML4);
export const escapeXml = (text: string): string => escapeEntities(text, XML);
export const unescapeHtml3 = (text: string): string => unescapeEntities(text, HTML3);
export const unescapeHtml4 = (text: string): string => unescapeEntities(text, HTML4);
export const unescapeXml = (text: string): string => unescapeEntities(text, XML);

export const escapeCsv = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function unescapeCsv(text: string): string {
  if (text.length < 2 || text[0] !== '"' || text[text.length - 1] !== '"') return text;
  const inner = text.slice(1, -1);
  return /[",\n\r]/.test(inner) ? inner.replaceAll('""', '"') : text;
}
