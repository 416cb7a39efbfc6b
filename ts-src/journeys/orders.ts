import { gs1CheckDigit } from '../connectors/canonical/identifiers.ts';

/** A GTIN under GS1's prefix for examples. */
export function exampleGtin(reference: number): string {
  const body = `952${String(reference).padStart(9, '0')}`;
  return body + gs1CheckDigit(body);
}

export interface ShopifyLine {
  readonly quantity?: number;
  readonly sku?: string;
  readonly price?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** A paid Shopify order, as its webhook sends it. */
export function shopifyOrder(id: number, changes: { lines?: readonly ShopifyLine[]; email?: string; createdAt?: string; currency?: string; location?: string; refunds?: object[] } = {}): string {
  const lines = changes.lines ?? [{}];
  return JSON.stringify({
    id, name: `#${id}`, currency: changes.currency ?? 'EUR', financial_status: 'paid', created_at: changes.createdAt ?? '2026-03-01T10:00:00+01:00', location_id: changes.location,
    customer: { id: `J-${id}`, email: changes.email ?? `buyer${id}@example.com`, first_name: 'Ada', last_name: `Buyer ${id}`, state: 'enabled' },
    line_items: lines.map((line, index) => ({
      id: index + 1, quantity: line.quantity ?? 1, price: line.price ?? '849.00', sku: line.sku ?? 'JOURNEY-1', name: 'Journey phone', vendor: 'NDL', requires_shipping: true,
      properties: Object.entries(line.properties ?? {}).map(([name, value]) => ({ name, value })),
    })),
    refunds: changes.refunds ?? [],
  });
}
