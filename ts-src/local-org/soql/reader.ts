import type { Bind } from './ast.ts';
import type { SoqlScanner } from './scanner.ts';

/**
 * Parses the bind expression that starts at `offset` of the text, behind the colon; answers the offset behind it.
 * The Apex parser offers one and keeps the expressions in the order of the calls.
 */
export type BindParser = (offset: number) => number;

const MAX_DEPTH = 200;

/** What the parsing functions of this folder share: the tokens and the binds counted so far. */
export class SoqlReader {
  readonly scanner: SoqlScanner;
  private readonly parseBind: BindParser | 'names' | 'none';
  private bindCount = 0;
  private depth = 0;

  constructor(scanner: SoqlScanner, parseBind: BindParser | 'names' | 'none') {
    this.scanner = scanner;
    this.parseBind = parseBind;
  }

  /** Reads what stands in parentheses; fails beyond a depth that nobody writes, before the stack ends. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) this.scanner.fail(`parentheses are nested more than ${MAX_DEPTH} deep`);
    const value = read();
    this.depth--;
    return value;
  }

  /** The bind whose colon is next. */
  bind(): Bind {
    const { scanner } = this;
    const { at } = scanner;
    if (this.parseBind === 'none') return scanner.fail('Bind variables only allowed in Apex code');
    const index = this.bindCount++;
    if (this.parseBind === 'names') {
      scanner.expect(':');
      let name = scanner.name();
      while (scanner.accept('.')) name += `.${scanner.name()}`;
      return { kind: 'bind', index, name, at };
    }
    const from = scanner.end;
    const to = this.parseBind(from);
    scanner.jump(to);
    return { kind: 'bind', index, name: scanner.text.slice(from, to).trim(), at };
  }
}
