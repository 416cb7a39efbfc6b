import { itemOf } from '../epcis/index.ts';
import { CommandFailure } from './failure.ts';

const PASSPORT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BRAND_KEY = /^brand\/[^/]+\/21\/\S+$/;
/** A Digital Link, or its path alone. */
const LINK = /^(https?:\/\/\S+\/)?(01|gtin)\/[^/]*\d[^/]*(\/\S*)?$/i;
const ELEMENTS = /^\(01\)(\d+)(?:\(\d+\)[^(]+)*\(21\)([^(]+)$/;
const EPC = /^urn:epc:/;

/**
 * What people copy and scan, as GET /twins/{key} takes it; undefined for text that is no key of an item.
 * @throws CommandFailure that says what is wrong with a key
 */
export function twinKey(text: string): string | undefined {
  if (PASSPORT_ID.test(text) || BRAND_KEY.test(text)) return text;
  const elements = ELEMENTS.exec(text);
  const link = elements === null ? text : `01/${elements[1]!}/21/${encodeURIComponent(elements[2]!)}`;
  if (!LINK.test(link) && !EPC.test(link)) return undefined;
  const item = itemOf(/^(https?:|urn:)/i.test(link) ? link : `https://id.gs1.org/${link}`);
  if ('gtin' in item) return `01/${item.gtin}/21/${encodeURIComponent(item.serial)}`;
  throw new CommandFailure(`"${text}" ${item.says}.`);
}
