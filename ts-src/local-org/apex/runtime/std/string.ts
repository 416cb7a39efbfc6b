import { ApexDate, ApexDatetime, toApexId } from '../../../values/index.ts';
import { ApexList } from '../collections/list.ts';
import { iterate } from '../collections/iterate.ts';
import { StringException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { textOf } from '../text.ts';
import { userZone } from '../user.ts';
import { formatMessage } from './message-format.ts';
import { required } from './numbers.ts';

/** Static members of System.String. */
export const string = statics('String', {
  valueof(value: unknown): string | null {
    if (value === null) return null;
    if (value instanceof ApexDate) return value.toString();
    if (value instanceof ApexDatetime) return value.toWallString(userZone());
    return textOf(value);
  },
  valueofgmt: (value: ApexDatetime | null): string => required(value).toWallString(),
  isblank: (text: string | null): boolean => text === null || text.trim() === '',
  isnotblank: (text: string | null): boolean => text !== null && text.trim() !== '',
  isempty: (text: string | null): boolean => text === null || text === '',
  isnotempty: (text: string | null): boolean => text !== null && text !== '',
  join(values: unknown, separator: string | null): string {
    required(values);
    const between = separator ?? 'null';
    if (values instanceof ApexList && values.items.length <= FEW) return concatenated(values.items, between);
    const parts: string[] = [];
    for (const value of iterate(values)) parts.push(joined(value));
    return parts.join(between);
  },
  format: (pattern: string | null, values: ApexList | null): string => formatMessage(required(pattern), values === null ? [] : values.items.map((value) => textOf(value))),
  escapesinglequotes: (text: string | null): string => required(text).replaceAll("'", "\\'"),
  fromchararray: (codes: ApexList | null): string => String.fromCharCode(...(required(codes).items as number[])),
  getcommonprefix(texts: ApexList | null): string {
    const items = required(texts).items as (string | null)[];
    if (items.length === 0) return '';
    if (items.includes(null)) return '';
    const [first, ...rest] = items as string[];
    let length = first!.length;
    for (const text of rest) {
      let i = 0;
      while (i < length && i < text.length && text[i] === first![i]) i++;
      length = i;
    }
    return first!.slice(0, length);
  },
});

/** Up to this many parts are faster put together one by one. */
const FEW = 32;

function concatenated(items: readonly unknown[], between: string): string {
  if (items.length === 0) return '';
  let text = joined(items[0]);
  for (let i = 1; i < items.length; i++) text += between + joined(items[i]);
  return text;
}

function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
  return textOf(value);
}

/** Static members of System.Id. */
export const id = statics('Id', {
  valueof(text: string | null, restoreCasing?: boolean): string {
    const id18 = toApexId(required(text));
    if (id18 === null || (restoreCasing !== true && text!.length === 18 && id18.slice(0, 15) !== text!.slice(0, 15))) throw raise(StringException, `Invalid id: ${text}`);
    return id18;
  },
});

/** What the compiler emits for `Id x = someString`. */
export function toId(text: string | null): string | null {
  if (text === null) return null;
  const id18 = toApexId(text);
  if (id18 === null) throw raise(StringException, `Invalid id: ${text}`);
  return id18;
}

