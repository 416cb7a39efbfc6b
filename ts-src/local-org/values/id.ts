const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The three characters that make a 15-character id safe against case folding: which letters were upper case. */
export function idChecksum(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      const c = id15.charCodeAt(block + i);
      if (c >= 65 && c <= 90) bits |= 1 << i;
    }
    suffix += CHECKSUM[bits];
  }
  return suffix;
}

/** ASCII letters and digits only. */
function isAlphanumeric(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (!((c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122))) return false;
  }
  return true;
}

/** Letters and digits only, 15 or 18 of them; of 18 the checksum must fit (its case is free). */
export function isValidId(text: string): boolean {
  if (text.length !== 15 && text.length !== 18) return false;
  if (!isAlphanumeric(text)) return false;
  return text.length === 15 || idChecksum(text) === text.slice(15).toUpperCase() || restoreCase(text) !== null;
}

/** 18 characters of a 15 or 18 character id; null when it is none. */
export function toId18(text: string): string | null {
  if (text.length === 15) return isAlphanumeric(text) ? text + idChecksum(text) : null;
  if (text.length !== 18 || !isAlphanumeric(text)) return null;
  return text.endsWith(idChecksum(text)) ? text : restoreCase(text);
}

/** An 18-character id whose case was folded: the checksum says which letters were upper case. */
function restoreCase(text: string): string | null {
  let id = '';
  for (let block = 0; block < 3; block++) {
    const bits = CHECKSUM.indexOf(text[15 + block]!.toUpperCase());
    if (bits < 0) return null;
    for (let i = 0; i < 5; i++) {
      const c = text[block * 5 + i]!;
      const upper = (bits & (1 << i)) !== 0;
      if (upper && !/[A-Za-z]/.test(c)) return null;
      id += upper ? c.toUpperCase() : c.toLowerCase();
    }
  }
  return id + text.slice(15).toUpperCase();
}

/**
 * What Apex makes of a text that is to be an Id. It does not look at the checksum of 18 characters: ids that tests make up (`001000000000000001`)
 * are ids, which no record has. null: it is none.
 */
export function toApexId(text: string): string | null {
  return toId18(text) ?? (text.length === 18 && isAlphanumeric(text) ? text : null);
}

export function toId15(id: string): string {
  return id.slice(0, 15);
}

/** First three characters: they tell the object. */
export function keyPrefix(id: string): string {
  return id.slice(0, 3);
}

/** The n-th id of an object: prefix, a fixed instance code, n in base 62; 18 characters. */
export function makeId(prefix: string, n: number): string {
  let tail = '';
  for (let rest = n; rest > 0; rest = Math.floor(rest / 62)) tail = BASE62[rest % 62]! + tail;
  const id15 = prefix + '0lL' + tail.padStart(9, '0');
  return id15 + idChecksum(id15);
}
