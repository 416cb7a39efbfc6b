import { NotImplementedError } from '../../execution/errors.ts';
import { Decimal } from '../../values/decimal.ts';
import { toId18 } from '../../values/id.ts';
import type { Value } from '../../values/value.ts';
import { OperationError } from '../errors.ts';
import type { FunctionSpec, FunctionTable } from '../function-table.ts';
import { decimalOf, whole } from '../numbers.ts';
import { number, text } from '../operations.ts';
import { matches } from '../regex.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Texts in, one text out; empty stays empty. */
function onText(run: (value: string) => string): FunctionSpec {
  return { parameters: ['Text'], returns: 'Text', run: ([value]) => run(text(value!)) || null };
}

function padding(side: 'padStart' | 'padEnd'): FunctionSpec {
  return {
    parameters: ['Text', 'Number', 'Text'], required: 2, returns: 'Text',
    run: ([value, count, pad]) => {
      const width = whole(number(count!));
      const source = text(value!);
      if (width <= 0 || source === '') return null;
      return width <= source.length ? source.slice(0, width) : source[side](width, pad === undefined ? ' ' : text(pad!));
    },
  };
}

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function notThere(name: string): FunctionSpec {
  return {
    parameters: ['Any'], required: 0, more: true, returns: 'Any', nulls: true,
    run: () => {
      throw new NotImplementedError(`formula function ${name}`);
    },
  };
}

export const textFunctions: FunctionTable = {
  len: { parameters: ['Text'], returns: 'Number', nulls: true, run: ([value]) => decimalOf(value === null ? 0 : text(value!).length) },
  left: {
    parameters: ['Text', 'Number'], returns: 'Text',
    run: ([value, count]) => text(value!).slice(0, Math.max(whole(number(count!)), 0)) || null,
  },
  right: {
    parameters: ['Text', 'Number'], returns: 'Text',
    run: ([value, count]) => {
      const n = whole(number(count!));
      return n <= 0 ? null : text(value!).slice(-n) || null;
    },
  },
  mid: {
    parameters: ['Text', 'Number', 'Number'], returns: 'Text',
    run: ([value, start, count]) => {
      const from = Math.max(whole(number(start!)), 1) - 1;
      return text(value!).slice(from, from + Math.max(whole(number(count!)), 0)) || null;
    },
  },
  trim: onText((value) => value.trim()),
  upper: { ...onText((value) => value.toUpperCase()), parameters: ['Text', 'Text'], required: 1 },
  lower: { ...onText((value) => value.toLowerCase()), parameters: ['Text', 'Text'], required: 1 },
  initcap: onText((value) => value.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))),
  reverse: onText((value) => [...value].reverse().join('')),
  lpad: padding('padStart'),
  rpad: padding('padEnd'),
  // A missing part is contained in everything; in a missing text nothing is found, and nothing is not false.
  contains: {
    parameters: ['Text', 'Text'], returns: 'Boolean', nulls: true,
    run: ([value, part]) => (part === null || part === '' ? true : value === null || value === '' ? null : text(value!).includes(text(part!))),
  },
  begins: {
    parameters: ['Text', 'Text'], returns: 'Boolean', nulls: true,
    run: ([value, part]) => (part === null || part === '' ? true : value === null || value === '' ? null : text(value!).startsWith(text(part!))),
  },
  find: {
    parameters: ['Text', 'Text', 'Number'], required: 2, returns: 'Number', nulls: true,
    run: ([part, value, start]) => {
      if (value === null || part === null) return Decimal.ZERO;
      const from = start === undefined || start === null ? 0 : whole(number(start)) - 1;
      return decimalOf(text(value!).indexOf(text(part!), from) + 1);
    },
  },
  substitute: {
    parameters: ['Text', 'Text', 'Text'], returns: 'Text', nulls: true,
    run: ([value, old, replacement]) => {
      if (value === null || old === null) return null;
      return old === '' ? value! : text(value!).replaceAll(text(old!), () => (replacement === null ? '' : text(replacement!)));
    },
  },
  regex: {
    parameters: ['Text', 'Text'], returns: 'Boolean', nulls: true,
    run: ([value, pattern]) => matches(value === null ? '' : text(value!), pattern === null ? '' : text(pattern!)),
  },
  value: {
    parameters: ['Text'], returns: 'Number',
    run: ([value]) => {
      const source = text(value!);
      if (source === '') return null;
      if (!DECIMAL.test(source)) throw new OperationError(`The value '${source}' is not a valid number.`);
      return Decimal.parse(source);
    },
  },
  isnumber: { parameters: ['Text'], returns: 'Boolean', nulls: true, run: ([value]) => value !== null && DECIMAL.test(text(value!)) },
  br: { parameters: [], returns: 'Text', run: () => '<br>' },
  hyperlink: {
    parameters: ['Text', 'Text', 'Text'], required: 2, returns: 'Text', nulls: true,
    run: ([url, label, target]) =>
      `<a href="${attribute(shown(url))}" target="${attribute(target === undefined ? '_blank' : shown(target))}">${shown(label)}</a>`,
  },
  image: {
    parameters: ['Text', 'Text', 'Number', 'Number'], required: 2, returns: 'Text', nulls: true,
    run: ([url, alternative, height, width]) => {
      const size = height instanceof Decimal && width instanceof Decimal ? ` style="height:${height.toPlainString()}px; width:${width.toPlainString()}px;"` : '';
      return `<img src="${attribute(shown(url))}" alt="${attribute(shown(alternative))}"${size} border="0"/>`;
    },
  },
  casesafeid: { parameters: ['Text'], returns: 'Text', run: ([value]) => toId18(text(value!)) ?? text(value!) },
  ascii: { parameters: ['Text'], returns: 'Number', run: ([value]) => (value === '' ? null : decimalOf(text(value!).codePointAt(0)!)) },
  chr: { parameters: ['Number'], returns: 'Text', run: ([value]) => String.fromCodePoint(whole(number(value!))) },
  urlencode: onText((value) => encodeURIComponent(value).replaceAll('%20', '+')),
  htmlencode: onText((value) => attribute(value).replaceAll("'", '&#39;')),

  getsessionid: notThere('GETSESSIONID'),
  getrecordids: notThere('GETRECORDIDS'),
  vlookup: notThere('VLOOKUP'),
  distance: notThere('DISTANCE'),
  geolocation: notThere('GEOLOCATION'),
  currencyrate: notThere('CURRENCYRATE'),
  parentgroupval: notThere('PARENTGROUPVAL'),
  prevgroupval: notThere('PREVGROUPVAL'),
  isclone: notThere('ISCLONE'),
  formatduration: notThere('FORMATDURATION'),
  linkto: notThere('LINKTO'),
  urlfor: notThere('URLFOR'),
  jsencode: notThere('JSENCODE'),
  jsinhtmlencode: notThere('JSINHTMLENCODE'),
};

function shown(value: Value | undefined): string {
  return value === null || value === undefined ? '' : text(value);
}
