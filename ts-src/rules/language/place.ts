/** Where a node was written. */

const FRAME = /\(?(?:file:\/\/)?([^()\s]+):(\d+):\d+\)?$/;

/** File and line of the first caller outside of the language itself. */
export function callerPlace(): string {
  const frames = new Error().stack?.split('\n').slice(1) ?? [];
  const frame = frames.find((line) => !line.includes('/rules/language/'));
  const match = frame === undefined ? null : FRAME.exec(frame.trim());
  if (match === null) return 'unknown place';
  const file = match[1]!;
  const inside = file.lastIndexOf('/rules/');
  return `${inside < 0 ? file : file.slice(inside + 1)}:${match[2]!}`;
}
