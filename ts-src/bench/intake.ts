import path from 'node:path';
import { gs1CheckDigit } from '../connectors/canonical/identifiers.ts';
import { connect, sendEvents, type ItemEvent } from '../connectors/index.ts';
import { copyRows, countRows } from './plain-sqlite.ts';
import { startOrg, temporaryState } from './started-org.ts';

const SALES = 10_000;

export interface IntakeFigures {
  readonly sales: number;
  readonly twinsPerSecond: number;
  /** Rows a second through REST, Apex and the ledger, over rows a second by plain node:sqlite. Goal: at least 0.15. */
  readonly ratioToPlainSqlite: number;
  readonly rows: number;
}

/** 10,000 sales through the whole path, then the same rows by plain node:sqlite. */
export async function benchIntake(): Promise<IntakeFigures> {
  const state = temporaryState();
  const file = path.join(state.dir, 'data', 'org.db');
  // The org holds its file alone, so what is there before the run is counted while it is down.
  let org = await startOrg(state.dir);
  try {
    await expectOutcome(connect(await org.session('integration')), sales(200, 'warm'), 'created');
    await org.stop();
    const before = countRows(file);
    org = await startOrg(state.dir);
    const connection = connect(await org.session('integration'));
    await expectOutcome(connection, sales(200, 'warm'), 'unchanged');
    const started = performance.now();
    for (let from = 0; from < SALES; from += 200) await expectOutcome(connection, sales(200, 'run', from), 'created');
    const seconds = (performance.now() - started) / 1000;
    await org.stop();
    const plain = copyRows(file, state.dir, before);
    return {
      sales: SALES,
      twinsPerSecond: Math.round(SALES / seconds),
      ratioToPlainSqlite: round(plain.rows / seconds / (plain.rows / plain.seconds)),
      rows: plain.rows,
    };
  } finally {
    await org.stop().catch(() => {});
    state.remove();
  }
}

async function expectOutcome(connection: ReturnType<typeof connect>, events: readonly ItemEvent[], wanted: 'created' | 'unchanged'): Promise<void> {
  const wrong = (await sendEvents(connection, events)).find(({ outcome }) => outcome !== wanted);
  if (wrong !== undefined) throw new Error(`A sale of the benchmark did not go in: ${JSON.stringify(wrong)}`);
}

function sales(count: number, run: string, from = 0): ItemEvent[] {
  const body = '952000000099';
  const gtin = body + gs1CheckDigit(body);
  return Array.from({ length: count }, (_, i): ItemEvent => {
    const n = from + i;
    return {
      type: 'Sold', sourceSystem: 'bench', sourceEventId: `bench:${run}:${n}`, occurredAt: '2026-01-31T10:00:00Z', timeZoneOffset: '+00:00',
      orderNumber: `${run}-${n}`, channel: 'Online', place: { storeCode: null, gln: null, country: 'FR' }, brandCode: null,
      item: { gtin, serial: `${run}${n}`, sku: 'BENCH', name: 'Benchmark item', imei: null, manufacturedOn: null, attributes: {} },
      price: { amountMinor: '19900', currency: 'EUR' },
      customer: { externalId: `BENCH-${n % 500}`, email: `bench${n % 500}@example.com`, firstName: 'Bench', lastName: `Customer ${n % 500}`, phone: null, consented: true },
      soldSourceEventId: null,
    };
  });
}

export const round = (value: number): number => Math.round(value * 1000) / 1000;
