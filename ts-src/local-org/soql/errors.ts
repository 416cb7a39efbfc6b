/** A text that is not SOQL or SOSL. The message is the platform's, as a QueryException shows it in Apex. */
export class SoqlSyntaxError extends Error {
  /** 1-based, in the text that was parsed or the Apex file around it. */
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'SoqlSyntaxError';
    this.line = line;
    this.column = column;
  }

  /** Message of MALFORMED_QUERY in the APIs: the line, a mark under the place, and what is wrong. `text` is the query. */
  describe(text: string): string {
    const shown = text.split(/\r\n|[\r\n]/)[this.line - 1] ?? '';
    return `\n${shown}\n${' '.repeat(this.column - 1)}^\nERROR at Row:${this.line}:Column:${this.column}\n${this.message}`;
  }
}
