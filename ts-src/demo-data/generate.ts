import { b2cJsonFeed, b2cXmlFeed } from './b2c-feeds.ts';
import { brands, models } from './catalogue.ts';
import { aurelleBoutiques, planOrders, type PlannedOrder } from './lives.ts';
import { Random } from '../seeded-random.ts';
import { shopifyFeed } from './shopify-feed.ts';
import { squareFeed } from './square-feed.ts';

const SEED = 20_261_121;

/** All files of `data/`, by path; the same on every machine. */
export function generateDemoData(): Map<string, string> {
  const random = new Random(SEED);
  const online = planOrders(random, brands.aurelle, { count: 50, first: 70_001, stores: null });
  const boutiques = planOrders(random, brands.aurelle, { count: 55, first: 4_001, stores: aurelleBoutiques });
  const phones = planOrders(random, brands.nordlys, { count: 120, first: 1_001, stores: null });
  const denim = planOrders(random, brands.kestrel, { count: 70, first: 300_001, stores: null });
  return new Map([
    ['brands.json', tree(Object.values(brands).map((brand) => record('Brand__c', `brand${brand.code}`, { Name: brand.name, Code__c: brand.code, Sector__c: brand.sector, Tier__c: brand.tier })))],
    ['products.json', tree(models.map((model) => record('Product2', model.sku.replaceAll('-', ''), product(model))))],
    ['plan.json', json([{ sobject: 'Brand__c', files: ['brands.json'] }, { sobject: 'Product2', files: ['products.json'] }])],
    ['feeds/aurelle-online.xml', b2cXmlFeed(withoutReturns(online), brands.aurelle.code)],
    ['feeds/aurelle-boutiques.ndjson', squareFeed(boutiques, brands.aurelle.code)],
    ['feeds/nordlys-shop.ndjson', shopifyFeed(phones, brands.nordlys.code)],
    ['feeds/kestrel-eu.json', b2cJsonFeed(withoutReturns(denim), brands.kestrel.code)],
  ]);
}

/** B2C Commerce exports carry no returns, so nothing of theirs comes back and is sold again. */
function withoutReturns(orders: readonly PlannedOrder[]): PlannedOrder[] {
  const seen = new Set<string>();
  return orders.filter((order) => {
    const serials = order.lines.flatMap((line) => line.units.map((unit) => unit.serial)).filter((serial) => serial !== undefined);
    const fresh = serials.every((serial) => !seen.has(serial));
    for (const serial of serials) seen.add(serial);
    return fresh;
  });
}

function product(model: (typeof models)[number]) {
  return {
    Name: model.name,
    ProductCode: model.sku,
    IsActive: true,
    Family: model.family,
    GTIN__c: model.gtin.padStart(14, '0'),
    Brand_Code__c: model.brand.code,
    Sector__c: model.brand.sector,
    Warranty_Months__c: model.warrantyMonths,
    ...(model.materials === undefined ? {} : { Materials__c: model.materials }),
    ...(model.care === undefined ? {} : { Care__c: model.care }),
    ...(model.ramGb === undefined ? {} : { RAM_GB__c: model.ramGb, Storage_GB__c: model.storageGb }),
  };
}

function record(type: string, referenceId: string, fields: object) {
  return { attributes: { type, referenceId }, ...fields };
}

function tree(records: readonly object[]): string {
  return json({ records });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
