/**
 * Item facts that the formats have no field of their own for and that shops put into free attributes
 * (Shopify line properties, Square metadata, B2C Commerce custom attributes). Spelling is forgiven, meaning is not.
 */
export interface ItemFacts {
  readonly serials: readonly string[];
  readonly imeis: readonly string[];
  readonly gtin: string | null;
  readonly manufacturedOn: string | null;
  readonly brand: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

const MEANING: Readonly<Record<string, 'serial' | 'imei' | 'gtin' | 'manufacturedOn' | 'brand'>> = {
  serial: 'serial', serials: 'serial', serialnumber: 'serial', serialnumbers: 'serial', serialno: 'serial',
  imei: 'imei', imeis: 'imei',
  gtin: 'gtin', ean: 'gtin', upc: 'gtin', barcode: 'gtin',
  manufacturedon: 'manufacturedOn', manufacturedate: 'manufacturedOn', productiondate: 'manufacturedOn',
  brand: 'brand', brandcode: 'brand',
};

/** Sector facts a twin has a field for; other attributes (engravings, gift notes) may hold personal data and are left out. */
const KEPT: Readonly<Record<string, string>> = {
  size: 'size', colour: 'colour', color: 'colour', material: 'materials', materials: 'materials', care: 'care',
  storage: 'storageGb', storagegb: 'storageGb', ram: 'ramGb', ramgb: 'ramGb', caseserial: 'caseSerial', movementserial: 'movementSerial',
  artisan: 'artisan', boutique: 'boutique', certificate: 'certificateNumber', certificatenumber: 'certificateNumber',
};

/** What the attributes say of the item. Of names that mean the same the last one counts; serials and IMEIs are gathered, one or several in a value. */
export function itemFacts(entries: Iterable<readonly [name: string, value: string]>): ItemFacts {
  const lists = { serial: [] as string[], imei: [] as string[] };
  const single: { gtin: string | null; manufacturedOn: string | null; brand: string | null } = { gtin: null, manufacturedOn: null, brand: null };
  const attributes: Record<string, string> = {};
  for (const [name, raw] of entries) {
    const key = name.replace(/^c_/, '').replace(/[^a-z0-9]/gi, '').toLowerCase();
    const value = raw.trim();
    const meaning = MEANING[key];
    if (value === '') continue;
    if (meaning === 'serial' || meaning === 'imei') lists[meaning].push(...value.split(/[,;\s|]+/).filter((part) => part !== ''));
    else if (meaning !== undefined) single[meaning] = value;
    else if (KEPT[key] !== undefined) attributes[KEPT[key]] = value;
  }
  return { serials: lists.serial, imeis: lists.imei, ...single, attributes };
}
