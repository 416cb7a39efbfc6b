/** Apex frames out of V8's stack text. */

export interface ApexFrame {
  /** `Class.Foo.bar`, `Trigger.FooTrigger`, `AnonymousBlock`. */
  readonly where: string;
  readonly line: number;
}

/** Says which Apex method a script's line belongs to; undefined for scripts that are no Apex. */
export type Locate = (file: string, line: number) => string | undefined;

let locate: Locate = () => undefined;

/** The program that is running now: stack traces are read with its names. */
export function setLocate(next: Locate): void {
  locate = next;
}

const FRAME = /^\s*at (?:.*\()?(.+?):(\d+):\d+\)?$/;

export function apexFrames(stack: string | undefined): ApexFrame[] {
  if (stack === undefined) return [];
  const frames: ApexFrame[] = [];
  for (const text of stack.split('\n')) {
    const match = FRAME.exec(text);
    if (match === null) continue;
    const where = locate(match[1]!, Number(match[2]));
    if (where === undefined) continue;
    frames.push({ where, line: Number(match[2]) });
    // A trigger's or block's own statements are where its code was entered: what called it is not its caller in Apex.
    if (isScript(where)) break;
  }
  return frames;
}

const isScript = (where: string): boolean => where === 'AnonymousBlock' || /^Trigger\.\w+$/.test(where);

export function frameText(frame: ApexFrame): string {
  return `${frame.where}: line ${frame.line}, column 1`;
}
