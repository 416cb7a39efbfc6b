/** Reads Java's generic signatures (JVMS 4.7.9.1) and prints the types in them as Apex writes them. */

export interface ClassSignature {
  readonly parameters: readonly string[];
  readonly superclass: string;
  readonly interfaces: readonly string[];
}

export interface MethodSignature {
  readonly parameters: readonly string[];
  readonly returns: string;
}

/** `com/nawforce/runforce/System/List` -> `List`, with the type arguments already printed. */
export type NamePrinter = (binaryName: string, args: readonly string[]) => string;

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly print: NamePrinter;
  constructor(text: string, print: NamePrinter) {
    this.text = text;
    this.print = print;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  /** `<T:Ljava/lang/Object;>` -> `['T']` */
  typeParameters(): string[] {
    const names: string[] = [];
    if (this.peek() !== '<') return names;
    this.at++;
    while (this.peek() !== '>') {
      const colon = this.text.indexOf(':', this.at);
      names.push(this.text.slice(this.at, colon));
      this.at = colon;
      while (this.peek() === ':') {
        this.at++;
        if (this.peek() !== ':') this.type();
      }
    }
    this.at++;
    return names;
  }

  type(): string {
    const kind = this.text[this.at++];
    if (kind === 'V') return 'void';
    if (kind === '[') return this.print('Array', [this.type()]);
    if (kind === 'T') {
      const end = this.text.indexOf(';', this.at);
      const name = this.text.slice(this.at, end);
      this.at = end + 1;
      return name;
    }
    if (kind !== 'L') return this.print(`primitive ${kind}`, []);
    let end = this.at;
    while (!';<'.includes(this.text[end] ?? ';')) end++;
    const name = this.text.slice(this.at, end);
    this.at = end;
    const args: string[] = [];
    if (this.peek() === '<') {
      this.at++;
      while (this.peek() !== '>') {
        if ('*+-'.includes(this.peek())) this.at++;
        args.push(this.type());
      }
      this.at++;
    }
    this.at++;
    return this.print(name, args);
  }

  method(): MethodSignature {
    this.typeParameters();
    this.at++;
    const parameters: string[] = [];
    while (this.peek() !== ')') parameters.push(this.type());
    this.at++;
    return { parameters, returns: this.type() };
  }

  classSignature(): ClassSignature {
    const parameters = this.typeParameters();
    const superclass = this.type();
    const interfaces: string[] = [];
    while (this.peek() !== '') interfaces.push(this.type());
    return { parameters, superclass, interfaces };
  }
}

export const readTypeSignature = (text: string, print: NamePrinter): string => new Reader(text, print).type();
export const readMethodSignature = (text: string, print: NamePrinter): MethodSignature => new Reader(text, print).method();
export const readClassSignature = (text: string, print: NamePrinter): ClassSignature => new Reader(text, print).classSignature();
