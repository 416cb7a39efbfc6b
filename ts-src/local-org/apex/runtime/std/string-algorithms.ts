/** Edit distance with insertions, deletions and replacements of one character. */
export function levenshtein(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}

function characterType(c: string): number {
  if (/\p{Lu}/u.test(c)) return 1;
  if (/\p{Ll}/u.test(c)) return 2;
  if (/\p{Nd}/u.test(c)) return 3;
  if (/\p{Zs}/u.test(c)) return 4;
  if (/\p{L}/u.test(c)) return 5;
  if (/\p{Sm}/u.test(c)) return 6;
  if (/\p{Sc}/u.test(c)) return 7;
  if (/\p{P}/u.test(c)) return 8;
  return 9;
}

/** Runs of characters of one type; in camel case an upper-case letter belongs to the lower-case run that follows it. */
export function splitByType(text: string, camelCase: boolean): string[] {
  if (text === '') return [];
  const tokens: string[] = [];
  let start = 0;
  let current = characterType(text[0]!);
  for (let at = 1; at < text.length; at++) {
    const type = characterType(text[at]!);
    if (type === current) continue;
    if (camelCase && type === 2 && current === 1) {
      if (at - 1 !== start) {
        tokens.push(text.slice(start, at - 1));
        start = at - 1;
      }
    } else {
      tokens.push(text.slice(start, at));
      start = at;
    }
    current = type;
  }
  tokens.push(text.slice(start));
  return tokens;
}
