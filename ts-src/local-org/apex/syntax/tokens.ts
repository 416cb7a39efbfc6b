/** Words that are never identifiers. Their token kind is the word in lower case. */
const RESERVED_WORDS = [
  'abstract', 'break', 'catch', 'class', 'continue', 'delete', 'do', 'else', 'enum', 'extends', 'false', 'final', 'finally',
  'for', 'global', 'if', 'implements', 'insert', 'instanceof', 'interface', 'merge', 'new', 'null', 'on', 'override', 'private',
  'protected', 'public', 'return', 'static', 'super', 'testmethod', 'this', 'throw', 'true', 'try', 'undelete', 'update',
  'upsert', 'virtual', 'void', 'webservice', 'while',
] as const;

export type ReservedWord = (typeof RESERVED_WORDS)[number];

/**
 * `>` is always a token of its own, because `Map<A, List<B>>` closes with two; the expression parser joins `>>` and `>>>`.
 * All other words (`get`, `switch`, `trigger`, `with`…) are `identifier` and get their meaning from the place they stand in.
 */
export type TokenKind =
  | ReservedWord
  | 'identifier' | 'integer' | 'long' | 'double' | 'decimal' | 'string' | 'multilineString' | 'end'
  | '(' | ')' | '{' | '}' | '[' | ']' | ';' | ',' | '.' | '?.' | '?' | '??' | ':' | '@' | '=>'
  | '=' | '+=' | '-=' | '*=' | '/=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '>>>='
  | '==' | '===' | '!=' | '!==' | '<>' | '<' | '<=' | '>' | '>=' | '<<'
  | '+' | '-' | '*' | '/' | '&' | '|' | '^' | '~' | '!' | '&&' | '||' | '++' | '--';

const wordKinds = new Map<string, ReservedWord>(RESERVED_WORDS.map((word) => [word, word]));
const longest = Math.max(...RESERVED_WORDS.map((word) => word.length));

/** Kind of a word: reserved, in any case, or an identifier. */
export function wordKind(word: string): TokenKind {
  if (word.length > longest) return 'identifier';
  return wordKinds.get(word) ?? wordKinds.get(word.toLowerCase()) ?? 'identifier';
}

/** True for tokens that are words: after a dot any of them is a name. */
export function isWord(kind: TokenKind): boolean {
  return kind === 'identifier' || wordKinds.has(kind);
}
