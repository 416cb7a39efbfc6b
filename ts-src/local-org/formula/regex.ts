import { NotImplementedError } from '../execution/errors.ts';
import { OperationError } from './errors.ts';

const compiled = new Map<string, RegExp>();
const KEPT = 200;

/** True when the whole text matches a Java pattern. */
export function matches(text: string, pattern: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    if (compiled.size >= KEPT) compiled.clear();
    compiled.set(pattern, (expression = translate(pattern)));
  }
  return expression.test(text);
}

const posix: Readonly<Record<string, string>> = {
  Lower: 'a-z', Upper: 'A-Z', ASCII: '\\x00-\\x7F', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: 'a-zA-Z0-9', Punct: '!-\\/:-@\\[-`{-~',
  Graph: '!-~', Print: ' -~', Blank: ' \\t', Cntrl: '\\x00-\\x1F\\x7F', XDigit: '0-9a-fA-F', Space: '\\s',
};

function translate(pattern: string): RegExp {
  const leading = /^\(\?([imsu]+)\)/.exec(pattern);
  const body = pattern.slice(leading?.[0].length ?? 0);
  const flags = leading === null ? '' : [...new Set(leading[1]!.replaceAll('u', ''))].join('');
  if (/\(\?[imsux-]+[):]/.test(body)) throw new NotImplementedError(`REGEX with inline flags: ${pattern}`);
  if (/[^\\][*+?}]\+/.test(body)) throw new NotImplementedError(`REGEX with possessive quantifiers: ${pattern}`);
  if (/&&\[/.test(body)) throw new NotImplementedError(`REGEX with intersections of classes: ${pattern}`);
  try {
    return new RegExp(`^(?:${posixClasses(body)})$`, flags);
  } catch (error) {
    throw new OperationError(`Invalid regular expression: ${(error as Error).message}`);
  }
}

/** `\p{Alpha}` and its kin, in and outside of brackets; `\A`, `\z`, `\Z`. */
function posixClasses(body: string): string {
  let inside = false;
  return body.replace(/\\([pP])\{(?:Is)?(\w+)\}|\\([^])|\[|\]/g, (whole, letter: string | undefined, name: string | undefined, escaped: string | undefined) => {
    if (whole === '[') inside = true;
    else if (whole === ']') inside = false;
    if (escaped === 'A') return '^';
    if (escaped === 'z' || escaped === 'Z') return '$';
    if (letter === undefined) return whole;
    const range = posix[name!];
    if (range === undefined || (inside && letter === 'P')) throw new NotImplementedError(`REGEX with ${whole}`);
    if (inside) return range;
    return letter === 'P' ? `[^${range}]` : `[${range}]`;
  });
}
