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
