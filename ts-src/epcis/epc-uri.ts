import { gs1CheckDigit } from '../connectors/index.ts';

/**
 * EPC URIs (`urn:epc:id:…`, class and pattern URIs) as GS1 Digital Links on id.gs1.org. Source: GS1 Digital Link URI Syntax,
 * 4.11, and the EPC Tag Data Standard, 6.3: a company prefix of 6 to 12 digits and a reference fill a fixed number of digits.
 */
const HOST = 'https://id.gs1.org';

/** A character of a serial: GS1's character set 82 as URNs escape it. */
const SERIAL = "(?:%[0-9A-Fa-f]{2}|[!')(*+,.0-9:;=A-Za-z_-])";
const PART = '(?:%[0-9A-Fa-f]{2}|[0-9A-Z-])';

interface Scheme {
  /** Digits of company prefix and reference together; 0: the reference is no number of fixed length. */
  readonly digits: number;
  /** What follows them in the URN; its groups are handed to `link`. */
  readonly rest: string;
  readonly link: (key: Key, rest: readonly string[]) => string;
}

interface Key {
  /** Company prefix and reference in the order of the key, without check digit. */
  readonly plain: string;
  readonly checked: string;
}

/** GTINs and SSCCs put the first digit of the reference, indicator or extension, in front. */
const indicatorFirst = (prefix: string, reference: string): string => reference.slice(0, 1) + prefix + reference.slice(1);

const SCHEMES: Readonly<Record<string, Scheme & { readonly indicator?: true }>> = {
  'id:sgtin': { digits: 13, indicator: true, rest: `\\.(${SERIAL}{1,20})`, link: ({ checked }, [serial]) => `01/${checked}/21/${escaped(serial!)}` },
  'id:sscc': { digits: 17, indicator: true, rest: '', link: ({ checked }) => `00/${checked}` },
  'id:sgln': { digits: 12, rest: `\\.(${SERIAL}{1,20})`, link: ({ checked }, [extension]) => `414/${checked}${extension === '0' ? '' : `/254/${escaped(extension!)}`}` },
  'id:pgln': { digits: 12, rest: '', link: ({ checked }) => `417/${checked}` },
  'id:grai': { digits: 12, rest: `\\.(${SERIAL}{1,16})`, link: ({ checked }, [serial]) => `8003/0${checked}${escaped(serial!)}` },
  'id:giai': { digits: 0, rest: `(${SERIAL}{1,24})`, link: ({ plain }, [asset]) => `8004/${plain}${escaped(asset!)}` },
  'id:gsrn': { digits: 17, rest: '', link: ({ checked }) => `8018/${checked}` },
  'id:gsrnp': { digits: 17, rest: '', link: ({ checked }) => `8017/${checked}` },
  'id:gdti': { digits: 12, rest: `\\.(${SERIAL}{1,20})`, link: ({ checked }, [serial]) => `253/${checked}${escaped(serial!)}` },
  'id:cpi': { digits: 0, rest: `(${PART}{1,24})\\.(\\d{1,12})`, link: ({ plain }, [part, serial]) => `8010/${plain}${escaped(part!)}/8011/${serial}` },
  'id:sgcn': { digits: 12, rest: '\\.(\\d{1,12})', link: ({ checked }, [serial]) => `255/${checked}${serial}` },
  'id:ginc': { digits: 0, rest: `(${SERIAL}{1,24})`, link: ({ plain }, [consignment]) => `401/${plain}${escaped(consignment!)}` },
  'id:gsin': { digits: 16, rest: '', link: ({ checked }) => `402/${checked}` },
  'id:itip': { digits: 13, indicator: true, rest: `\\.(\\d\\d)\\.(\\d\\d)\\.(${SERIAL}{1,20})`, link: ({ checked }, [piece, total, serial]) => `8006/${checked}${piece}${total}/21/${escaped(serial!)}` },
  'id:upui': { digits: 13, indicator: true, rest: `\\.(${SERIAL}{1,28})`, link: ({ checked }, [serial]) => `01/${checked}/235/${escaped(serial!)}` },
  'class:lgtin': { digits: 13, indicator: true, rest: `\\.(${SERIAL}{1,20})`, link: ({ checked }, [lot]) => `01/${checked}/10/${escaped(lot!)}` },
  'idpat:sgtin': { digits: 13, indicator: true, rest: '\\.\\*', link: ({ checked }) => `01/${checked}` },
  'idpat:grai': { digits: 12, rest: '\\.\\*', link: ({ checked }) => `8003/0${checked}` },
  'idpat:gdti': { digits: 12, rest: '\\.\\*', link: ({ checked }) => `253/${checked}` },
  'idpat:sgcn': { digits: 12, rest: '\\.\\*', link: ({ checked }) => `255/${checked}` },
  'idpat:cpi': { digits: 0, rest: `(${PART}{1,24})\\.\\*`, link: ({ plain }, [part]) => `8010/${plain}${escaped(part!)}` },
  'idpat:itip': { digits: 13, indicator: true, rest: '\\.(\\d\\d)\\.(\\d\\d)\\.\\*', link: ({ checked }, [piece, total]) => `8006/${checked}${piece}${total}` },
  'idpat:upui': { digits: 13, indicator: true, rest: '\\.\\*', link: ({ checked }) => `01/${checked}` },
};

/** The Digital Link of an EPC URI; null where the text is none, or breaks the form of its scheme. */
export function linkOfEpcUri(uri: string): string | null {
  const scheme = /^urn:epc:((?:id|class|idpat):[a-z]+):(.+)$/.exec(uri);
  const form = scheme === null ? undefined : SCHEMES[scheme[1]!];
  if (scheme === null || form === undefined) return null;
  const key = form.digits === 0 ? '(\\d{6,12})\\.' : '(\\d{6,12})\\.(\\d*)';
  const match = new RegExp(`^${key}${form.rest}$`).exec(scheme[2]!);
  if (match === null) return null;
  if (form.digits === 0) return `${HOST}/${form.link({ plain: match[1]!, checked: '' }, match.slice(2))}`;
  const [, prefix = '', reference = ''] = match;
  if (prefix.length + reference.length !== form.digits) return null;
  const plain = form.indicator ? indicatorFirst(prefix, reference) : prefix + reference;
  // a GRAI has a zero in front, which weighs nothing in the check digit
  return `${HOST}/${form.link({ plain, checked: plain + gs1CheckDigit(plain) }, match.slice(3))}`;
}

/** Characters that URNs write as they are and Digital Links must escape. */
function escaped(text: string): string {
  return text.replace(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
