/** A text that is not Apex. The message is in the platform's words, without the place. */
export class ApexSyntaxError extends Error {
  readonly fileName: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;

  constructor(message: string, fileName: string, line: number, column: number) {
    super(message);
    this.name = 'ApexSyntaxError';
    this.fileName = fileName;
    this.line = line;
    this.column = column;
  }
}

/** What a file is told whose nesting the compiler's own stack cannot hold. */
export const TOO_DEEP = 'The code is nested too deeply.';

export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
