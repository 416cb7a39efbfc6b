import { NotImplementedError } from '../../../execution/errors.ts';
import { classSource } from './character-class.ts';

/**
 * java.util.regex syntax to a JavaScript pattern for the `v` flag. Same groups, same numbers.
 * What cannot be said in JavaScript (possessive quantifiers, atomic groups, `\G`) is NotImplementedError.
 */
export interface Translation {
  readonly source: string;
  readonly flags: string;
  readonly groups: number;
}

interface State {
  readonly text: string;
  at: number;
  groups: number;
  multiline: boolean;
  comments: boolean;
}

const LINE_END = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';
const INLINE_FLAGS = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/;

export function translate(pattern: string): Translation {
  const state: State = { text: pattern, at: 0, groups: 0, multiline: false, comments: false };
  let flags = '';
  for (let match = INLINE_FLAGS.exec(pattern); match !== null && match[3] === ')' && match[2] === undefined; match = INLINE_FLAGS.exec(pattern.slice(state.at))) {
    for (const flag of match[1]!) {
      if (flag === 'x') state.comments = true;
      else if (flag === 'm') state.multiline = true;
      if ('ims'.includes(flag) && !flags.includes(flag)) flags += flag;
    }
    state.at += match[0].length;
  }
  const source = alternatives(state);
  if (state.at < pattern.length) throw new SyntaxError(`Unmatched closing ')' near index ${state.at - 1}`);
  return { source, flags, groups: state.groups };
}

/** Up to the closing parenthesis or the end. */
function alternatives(s: State): string {
  let out = '';
  let open = 0;
  while (s.at < s.text.length && s.text[s.at] !== ')') {
    const inline = s.text[s.at] === '(' ? INLINE_FLAGS.exec(s.text.slice(s.at)) : null;
    if (inline !== null && inline[3] === ')') {
      // (?i) in the middle: holds to the end of the group.
      s.at += inline[0].length;
      const on = jsFlags(inline[1]!);
      const off = jsFlags(inline[2] ?? '');
      if (on === '' && off === '') continue;
      out += `(?${on}${off === '' ? '' : `-${off}`}:`;
      open++;
      continue;
    }
    out += item(s);
  }
  return out + ')'.repeat(open);
}

function jsFlags(flags: string): string {
  return [...flags].filter((flag) => 'ims'.includes(flag)).join('');
}

function item(s: State): string {
  const c = s.text[s.at]!;
  if (s.comments && /\s/.test(c)) return (s.at++, '');
  if (s.comments && c === '#') {
    while (s.at < s.text.length && s.text[s.at] !== '\n') s.at++;
    return '';
  }
  const atom = atomAt(s);
  return atom + quantifier(s);
}

function atomAt(s: State): string {
  const c = s.text[s.at]!;
  switch (c) {
    case '(':
      return group(s);
    case '[':
      return classSource(s);
    case '\\':
      return escape(s);
    case '$':
      s.at++;
      return s.multiline ? '$' : `(?=${LINE_END}?(?![\\s\\S]))`;
    case '^':
    case '.':
    case '|':
      s.at++;
      return c;
    case '*':
    case '+':
    case '?':
      throw new SyntaxError(`Dangling meta character '${c}' near index ${s.at}`);
    case '{':
    case '}':
    case ']':
    case '/':
      s.at++;
      return `\\${c}`;
    default: {
      const point = String.fromCodePoint(s.text.codePointAt(s.at)!);
      s.at += point.length;
      return point;
    }
  }
}

function quantifier(s: State): string {
  const match = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(s.text.slice(s.at, s.at + 24));
  if (match === null) return '';
  s.at += match[0].length;
  if (s.text[s.at] === '+') throw new NotImplementedError('Pattern: possessive quantifiers');
  if (s.text[s.at] === '?') return (s.at++, `${match[0]}?`);
  return match[0];
}

function group(s: State): string {
  const rest = s.text.slice(s.at, s.at + 80);
  const named = /^\(\?<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
  const special = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
  const flagged = INLINE_FLAGS.exec(rest);
  let head = '(';
  if (named !== null) {
    head = named[0];
    s.groups++;
  } else if (special !== null) head = special[0];
  else if (flagged !== null) {
    const on = jsFlags(flagged[1]!);
    const off = jsFlags(flagged[2] ?? '');
    head = on === '' && off === '' ? '(?:' : `(?${on}${off === '' ? '' : `-${off}`}:`;
    s.at += flagged[0].length - head.length;
  } else if (rest.startsWith('(?>')) throw new NotImplementedError('Pattern: atomic groups');
  else if (rest.startsWith('(?')) throw new SyntaxError(`Unknown inline modifier near index ${s.at + 2}`);
  else s.groups++;
  s.at += head.length;
  const body = alternatives(s);
  if (s.text[s.at] !== ')') throw new SyntaxError(`Unclosed group near index ${s.text.length}`);
  s.at++;
  return `${head}${body})`;
}

function escape(s: State): string {
  const next = s.text[s.at + 1];
  if (next === undefined) throw new SyntaxError(`Unexpected internal error near index ${s.at}`);
  if (next === 'Q') {
    const end = s.text.indexOf('\\E', s.at + 2);
    const literal = s.text.slice(s.at + 2, end < 0 ? s.text.length : end);
    s.at = end < 0 ? s.text.length : end + 2;
    return quoteLiteral(literal);
  }
  const simple: Readonly<Record<string, string>> = { A: '(?<![\\s\\S])', z: '(?![\\s\\S])', Z: `(?=${LINE_END}?(?![\\s\\S]))`, R: LINE_END };
  if (next in simple) return (s.at += 2, simple[next]!);
  if (next === 'G') throw new NotImplementedError('Pattern: \\G');
  if (next === 'k') {
    const match = /^\\k<\w+>/.exec(s.text.slice(s.at));
    if (match === null) throw new SyntaxError(`\\k is not followed by '<' for named capturing group near index ${s.at}`);
    s.at += match[0].length;
    return match[0];
  }
  if (next === 'b' || next === 'B') return (s.at += 2, `\\${next}`);
  if (/[1-9]/.test(next)) return (s.at += 2, `(?:\\${next})`);
  return escapedCharacter(s, false);
}

export function quoteLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Escapes that mean one character or one class of characters; shared with character classes. Advances past it. */
export function escapedCharacter(s: { readonly text: string; at: number }, inClass: boolean): string {
  const rest = s.text.slice(s.at, s.at + 60);
  const next = rest[1]!;
  const sets: Readonly<Record<string, string>> = {
    d: '\\d', D: '\\D', w: '\\w', W: '\\W',
    s: '[ \\t\\n\\v\\f\\r]', S: '[^ \\t\\n\\v\\f\\r]',
    h: '[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]', H: '[^ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
    v: '[\\n\\v\\f\\r\\u0085\\u2028\\u2029]', V: '[^\\n\\v\\f\\r\\u0085\\u2028\\u2029]',
    t: '\\t', n: '\\n', r: '\\r', f: '\\f', a: '\\u0007', e: '\\u001b',
  };
  if (next in sets) return (s.at += 2, sets[next]!);
  const hex = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\})/.exec(rest);
  if (hex !== null) {
    s.at += hex[0].length;
    return `\\u{${hex[1] ?? hex[2] ?? hex[3]}}`;
  }
  const octal = /^\\0([0-3]?[0-7]{1,2})/.exec(rest);
  if (octal !== null) {
    s.at += octal[0].length;
    return `\\u{${Number.parseInt(octal[1]!, 8).toString(16)}}`;
  }
  const property = /^\\([pP])(?:\{(\^?\w+(?:=\w+)?)\}|([A-Z]))/.exec(rest);
  if (property !== null) {
    s.at += property[0].length;
    return unicodeProperty(property[2] ?? property[3]!, property[1] === 'P');
  }
  if (/[a-zA-Z]/.test(next)) throw new SyntaxError(`Illegal/unsupported escape sequence near index ${s.at + 1}`);
  const point = String.fromCodePoint(s.text.codePointAt(s.at + 1)!);
  s.at += 1 + point.length;
  return inClass ? classLiteral(point) : quoteLiteral(point);
}

/** One literal character inside a `v` class. */
export function classLiteral(point: string): string {
  return /[\\^$.*+?()[\]{}|/\-&!#%,:;<=>@`~"']/.test(point) ? `\\u{${point.codePointAt(0)!.toString(16)}}` : point;
}

const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z', Upper: 'A-Z', ASCII: '\\u{0}-\\u{7f}', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9', XDigit: '0-9a-fA-F', Blank: ' \\t',
  Space: ' \\t\\n\\v\\f\\r', Cntrl: '\\u{0}-\\u{1f}\\u{7f}', Graph: '\\u{21}-\\u{7e}', Print: '\\u{20}-\\u{7e}',
  Punct: '\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}',
  javaLowerCase: '\\p{Lowercase}', javaUpperCase: '\\p{Uppercase}', javaWhitespace: '\\p{White_Space}', javaLetter: '\\p{L}', javaDigit: '\\p{Nd}',
  javaLetterOrDigit: '\\p{L}\\p{Nd}', IsAlphabetic: '\\p{Alphabetic}', IsLetter: '\\p{L}', IsDigit: '\\p{Nd}', IsLowercase: '\\p{Lowercase}',
  IsUppercase: '\\p{Uppercase}', IsPunctuation: '\\p{P}', IsWhite_Space: '\\p{White_Space}', IsLatin: '\\p{Script=Latin}', IsGreek: '\\p{Script=Greek}',
  IsCyrillic: '\\p{Script=Cyrillic}', InCombiningDiacriticalMarks: '\\u{300}-\\u{36f}', InGreek: '\\u{370}-\\u{3ff}', InCyrillic: '\\u{400}-\\u{4ff}',
};

function unicodeProperty(name: string, negated: boolean): string {
  const posix = POSIX[name];
  if (posix !== undefined) return `[${negated ? '^' : ''}${posix}]`;
  if (/^(?:L|M|N|P|S|Z|C)[a-z]?$/.test(name)) return `\\${negated ? 'P' : 'p'}{${name}}`;
  const category = /^Is(L|M|N|P|S|Z|C)([a-z]?)$/.exec(name);
  if (category !== null) return `\\${negated ? 'P' : 'p'}{${category[1]}${category[2]}}`;
  throw new NotImplementedError(`Pattern: \\p{${name}}`);
}
