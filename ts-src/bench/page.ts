import { connect, sendEvents, type ItemEvent } from '../connectors/index.ts';
import { launchBrowser } from '../local-org/lwc/testing/browser.ts';
import { round } from './intake.ts';
import { startOrg, temporaryState } from './started-org.ts';

const EVENTS = 1_000;
const VISITS = 5;

export interface PageFigures {
  /** Seconds from a warm start to its `ready` line and the first page in a browser. Goal: 2. */
  readonly warmStartToFirstPageSeconds: number;
  /** Median seconds from opening the page of an item with 1,000 events to verdict and first event on it. Goal: 1. */
  readonly twinPageSeconds: number;
  /** Our own code that the page loads, gzipped. Goal: at most 60. */
  readonly ownCodeKilobytes: number;
}

export async function benchPage(): Promise<PageFigures> {
  const state = temporaryState();
  const browser = await launchBrowser();
  let org = await startOrg(state.dir);
  try {
    const connection = connect(await org.session('integration'));
    for (let from = 0; from < EVENTS; from += 200) {
      const results = await sendEvents(connection, life(from, Math.min(200, EVENTS - from)));
      const wrong = results.find(({ outcome }) => outcome !== 'created' && outcome !== 'appended');
      if (wrong !== undefined) throw new Error(`An event of the benchmark did not go in: ${JSON.stringify(wrong)}`);
    }
    const { records } = await connection.query<{ Id: string }>("SELECT Id FROM Product_Twin__c WHERE Serial_Number__c = 'BENCHPAGE'");
    const path = `/lightning/r/Product_Twin__c/${records[0]!.Id}/view`;
    await org.stop();

    const started = performance.now();
    org = await startOrg(state.dir);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${org.origin}/lightning/n/Find_an_Item`);
    await page.getByRole('button', { name: 'Find', exact: true }).waitFor();
    const warmStart = (performance.now() - started) / 1000;

    let bytes = 0;
    const visits: number[] = [];
    for (let visit = 0; visit < VISITS; visit++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const fresh = await context.newPage();
      bytes = 0;
      fresh.on('response', (response) => {
        if (new URL(response.url()).pathname.startsWith('/lwc/modules/')) void response.request().sizes().then(({ responseBodySize }) => (bytes += responseBodySize));
      });
      const opened = performance.now();
      await fresh.goto(org.origin + path);
      await Promise.all([fresh.getByText('Events ').first().waitFor(), fresh.getByRole('heading', { name: /Sold|Returned/ }).first().waitFor()]);
      visits.push((performance.now() - opened) / 1000);
      await fresh.waitForLoadState('networkidle');
      await context.close();
    }
    visits.sort((a, b) => a - b);
    return { warmStartToFirstPageSeconds: round(warmStart), twinPageSeconds: round(visits[VISITS >> 1]!), ownCodeKilobytes: round(bytes / 1024) };
  } finally {
    await browser.close();
    await org.stop().catch(() => {});
    state.remove();
  }
}

/** One item, sold and returned in turn, a day apart. */
function life(from: number, count: number): ItemEvent[] {
  const sale = (n: number): string => `bench:page:${n}`;
  return Array.from({ length: count }, (_, i): ItemEvent => {
    const n = from + i;
    const sold = n % 2 === 0;
    return {
      type: sold ? 'Sold' : 'Returned', sourceSystem: 'bench', sourceEventId: sale(n), occurredAt: new Date(Date.UTC(2023, 0, 1 + n)).toISOString().replace('.000', ''), timeZoneOffset: '+00:00',
      orderNumber: `P-${n >> 1}`, channel: 'Store', place: { storeCode: 'PAR', gln: null, country: 'FR' }, brandCode: 'BENCH',
      item: { gtin: '9520000000998', serial: 'BENCHPAGE', sku: 'BENCH', name: 'Benchmark item', imei: null, manufacturedOn: null, attributes: {} },
      price: sold ? { amountMinor: '19900', currency: 'EUR' } : null,
      customer: null,
      soldSourceEventId: sold ? null : sale(n - 1),
    };
  });
}
