/**
 * Keeps generated code on the lines of its Apex source. Code carries marks; `placeLines` turns them into line breaks.
 * A mark can stand wherever JavaScript allows a line break.
 */

const MARK = String.fromCharCode(1);
const STATEMENT = String.fromCharCode(2);
const END = String.fromCharCode(3);

/** What follows belongs on that line. */
export const atLine = (line: number): string => `${MARK}${line}${END}`;

/** An executable statement of that line starts here (coverage counts it). */
export const atStatement = (line: number): string => `${STATEMENT}${line}${END}`;

export interface PlacedCode {
  readonly code: string;
  /** Where the first statement of each executable line starts: line -> offset in `code`. */
  readonly statements: ReadonlyMap<number, number>;
}

/** Code never moves up: text that is already past a marked line stays where it is. */
export function placeLines(marked: string): PlacedCode {
  const statements = new Map<number, number>();
  const pieces: string[] = [];
  let length = 0;
  let line = 1;
  let at = 0;
  const push = (text: string): void => {
    pieces.push(text);
    length += text.length;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) line++;
  };
  const pattern = new RegExp(`[${MARK}${STATEMENT}](\\d+)${END}`, 'g');
  for (let match = pattern.exec(marked); match !== null; match = pattern.exec(marked)) {
    if (match.index > at) push(marked.slice(at, match.index));
    at = match.index + match[0].length;
    const wanted = Number(match[1]);
    if (wanted > line) push('\n'.repeat(wanted - line));
    if (match[0][0] === STATEMENT && !statements.has(wanted)) statements.set(wanted, length);
  }
  push(marked.slice(at));
  return { code: pieces.join(''), statements };
}
