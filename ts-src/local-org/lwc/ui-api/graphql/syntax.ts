import { ExactNumber } from '../../../api/json.ts';
import type { Json } from '../../../api/json.ts';
import { GraphqlFault } from './fault.ts';

/** GraphQL documents as the UI API takes them: queries and mutations with variables, fragments and directives (spec of October 2021). */
export interface Document {
  readonly operations: readonly Operation[];
  readonly fragments: ReadonlyMap<string, Fragment>;
}

export interface Operation {
  readonly type: 'query' | 'mutation';
  readonly name: string | undefined;
  readonly variables: readonly { readonly name: string; readonly required: boolean; readonly fallback: ValueNode | undefined }[];
  readonly selections: readonly Selection[];
}

export interface Fragment {
  readonly on: string | undefined;
  readonly selections: readonly Selection[];
}

export type Arguments = readonly (readonly [name: string, value: ValueNode])[];

interface Directed {
  readonly directives: readonly { readonly name: string; readonly args: Arguments }[];
}
export type Selection =
  | (Directed & { readonly kind: 'field'; readonly key: string; readonly name: string; readonly args: Arguments; readonly selections: readonly Selection[] })
  | (Directed & { readonly kind: 'spread'; readonly name: string })
  | (Directed & Fragment & { readonly kind: 'inline' });

export type ValueNode =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'list'; readonly items: readonly ValueNode[] }
  | { readonly kind: 'object'; readonly fields: Arguments };

const TOKEN = /[\s,\uFEFF]+|#[^\r\n]*|(?<name>[_A-Za-z]\w*)|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(?<block>"""(?:\\"""|(?!""")[^])*""")|(?<string>"(?:[^"\\\r\n]|\\.)*")|(?<sign>\.\.\.|[!$&()=@[\]{|}:])/y;

interface Token {
  readonly kind: 'name' | 'number' | 'block' | 'string' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** Deeper than this people do not nest. */
const MAX_DEPTH = 64;

/** @throws GraphqlFault InvalidSyntax */
export function parseDocument(text: string): Document {
  return new Parser(text).document();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw invalidSyntax(text, at, `token recognition error at: '${text[at]}'`);
    for (const kind of ['name', 'number', 'block', 'string', 'sign'] as const) if (groups[kind] !== undefined) tokens.push({ kind, text: groups[kind], at });
  }
  return [...tokens, { kind: 'end', text: '<EOF>', at: text.length }];
}

function invalidSyntax(text: string, at: number, what: string): GraphqlFault {
  const before = text.slice(0, at).split('\n');
  return new GraphqlFault('InvalidSyntax', `Invalid Syntax : ${what} at line ${before.length} column ${before.at(-1)!.length + 1}`);
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  document(): Document {
    const operations: Operation[] = [];
    const fragments = new Map<string, Fragment>();
    do {
      if (this.#take('fragment')) {
        const name = this.#name();
        this.#expect('on');
        fragments.set(name, { on: this.#name(), selections: (this.#directives(), this.#selections()) });
      } else operations.push(this.#operation());
    } while (this.#peek().kind !== 'end');
    return { operations, fragments };
  }

  #operation(): Operation {
    const type = this.#is('{') ? 'query' : this.#name();
    if (type !== 'query' && type !== 'mutation') throw this.#unexpected(this.#tokens[this.#next - 1]);
    const name = this.#peek().kind === 'name' ? this.#name() : undefined;
    const variables = this.#take('(') ? this.#until(')', () => this.#variable()) : [];
    this.#directives();
    return { type, name, variables, selections: this.#selections() };
  }

  #variable(): Operation['variables'][number] {
    this.#expect('$');
    const name = this.#name();
    this.#expect(':');
    const required = this.#type();
    const fallback = this.#take('=') ? this.#value() : undefined;
    this.#directives();
    return { name, required, fallback };
  }

  /** Types are known by the objects; only whether there must be a value matters. */
  #type(): boolean {
    return this.#nested(() => {
      if (this.#take('[')) {
        this.#type();
        this.#expect(']');
      } else this.#name();
      return this.#take('!');
    });
  }

  #selections(): Selection[] {
    return this.#nested(() => {
      this.#expect('{');
      return this.#until('}', () => this.#selection());
    });
  }

  #selection(): Selection {
    if (this.#take('...')) {
      if (this.#peek().kind === 'name' && !this.#is('on')) return { kind: 'spread', name: this.#name(), directives: this.#directives() };
      const on = this.#take('on') ? this.#name() : undefined;
      return { kind: 'inline', on, directives: this.#directives(), selections: this.#selections() };
    }
    const key = this.#name();
    const name = this.#take(':') ? this.#name() : key;
    const args = this.#arguments();
    const directives = this.#directives();
    return { kind: 'field', key, name, args, directives, selections: this.#is('{') ? this.#selections() : [] };
  }

  #arguments(): Arguments {
    return this.#take('(') ? this.#until(')', () => this.#pair()) : [];
  }

  #pair(): readonly [string, ValueNode] {
    const name = this.#name();
    this.#expect(':');
    return [name, this.#value()];
  }

  #directives(): Directed['directives'] {
    const found = [];
    while (this.#take('@')) found.push({ name: this.#name(), args: this.#arguments() });
    return found;
  }

  #value(): ValueNode {
    if (this.#take('$')) return { kind: 'variable', name: this.#name() };
    if (this.#take('[')) return this.#nested(() => ({ kind: 'list', items: this.#until(']', () => this.#value(), true) }));
    if (this.#take('{')) return this.#nested(() => ({ kind: 'object', fields: this.#until('}', () => this.#pair(), true) }));
    const { kind, text } = this.#peek();
    const value = kind === 'name' ? WORDS.get(text) : undefined;
    if (kind === 'sign' || kind === 'end') throw this.#unexpected();
    this.#next++;
    if (kind === 'string') return { kind: 'value', value: this.#unescaped(text) };
    if (kind === 'block') return { kind: 'value', value: blockText(text) };
    if (kind === 'number') return { kind: 'value', value: String(Number(text)) === text ? Number(text) : new ExactNumber(text) };
    return { kind: 'value', value: value === undefined ? text : value };
  }

  /** GraphQL's escapes are those of JSON. */
  #unescaped(text: string): string {
    try {
      return JSON.parse(text.replaceAll('\t', '\\t')) as string;
    } catch {
      throw this.#unexpected(this.#tokens[this.#next - 1]);
    }
  }

  #until<T>(end: string, item: () => T, mayBeEmpty = false): T[] {
    const items: T[] = [];
    if (mayBeEmpty && this.#take(end)) return items;
    do items.push(item());
    while (!this.#take(end));
    return items;
  }

  #nested<T>(work: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw invalidSyntax(this.#text, this.#peek().at, `more than ${MAX_DEPTH} levels`);
    const result = work();
    this.#depth--;
    return result;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return token.text === text && (token.kind === 'sign' || token.kind === 'name');
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected();
  }

  #name(): string {
    const { kind, text } = this.#peek();
    if (kind !== 'name') throw this.#unexpected();
    this.#next++;
    return text;
  }

  #unexpected(token: Token = this.#peek()): GraphqlFault {
    return invalidSyntax(this.#text, token.at, `offending token '${token.text.slice(0, 40)}'`);
  }
}

const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([['true', true], ['false', false], ['null', null]]);

/** Common indentation and blank first and last lines are no part of the text. */
function blockText(token: string): string {
  const lines = token.slice(3, -3).replaceAll('\\"""', '"""').split(/\r\n|\n|\r/);
  const indents = lines.slice(1).filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  const cut = lines.map((line, index) => (index === 0 ? line : line.slice(common)));
  while (cut.length > 0 && cut[0]!.trim() === '') cut.shift();
  while (cut.length > 0 && cut.at(-1)!.trim() === '') cut.pop();
  return cut.join('\n');
}
