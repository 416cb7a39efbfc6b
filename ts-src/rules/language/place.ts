/** Where a node was written. */

const FRAME = /\(?(?:file:\/\/)?([^()\s]+):(\d+):\d+\)?$/;

/** File and line of the first caller outside of the language itself. */
export function callerPlace(): string {
  for (const line of new Error().stack?.split('\n').slice(1) ?? []) {
    const match = line.includes('/rules/language/') ? null : FRAME.exec(line.trim());
    if (match === null) continue; // the language's own, or the machine's, like Array.map
    const file = match[1]!;
    const inside = file.lastIndexOf('/rules/');
    return `${inside < 0 ? file : `ts-src${file.slice(inside)}`}:${match[2]!}`;
  }
  return 'unknown place';
}
