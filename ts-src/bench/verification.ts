import path from 'node:path';
import { openLocalOrg } from '../local-org/index.ts';
import { round } from './intake.ts';
import { EVENTS_A_TWIN, GTIN, LONG_LIFE, LONG_SERIAL, TWINS, serialOf, verificationOrg } from './verification-data.ts';

const WARM_UP = 300;
const CHECKS = 2_000;
const LONG_CHECKS = 200;

export interface VerificationFigures {
  readonly twins: number;
  readonly events: number;
  /** Milliseconds of one check with verdict and passport, as a partner system asks. Goal of p95: at most 10. */
  readonly p50: number;
  readonly p95: number;
  readonly longLifeEvents: number;
  readonly longLifeP50: number;
  readonly longLifeP95: number;
}

/** Checks of items by their Digital Link, among 100,000 items with a million events. The data is made by the first run, which takes minutes. */
export async function benchVerification(say: (text: string) => void): Promise<VerificationFigures> {
  const projectDir = path.resolve(import.meta.dirname, '../..');
  const org = openLocalOrg({ projectDir, databaseFile: verificationOrg(projectDir, say) });
  try {
    const { userId } = org.persona('integration')!;
    const requestUri = '/loop/v1/verify';
    const handler = org.apex.restHandler(requestUri, 'POST')!;
    const check = async (serial: string): Promise<number> => {
      const body = new TextEncoder().encode(JSON.stringify({ code: `https://id.example/01/${GTIN}/21/${serial}` }));
      const started = performance.now();
      const reply = org.transaction(userId, () => handler.invoke({ requestUri, resourcePath: `/services/apexrest${requestUri}`, httpMethod: 'POST', headers: {}, params: {}, remoteAddress: '127.0.0.1', body }));
      const milliseconds = performance.now() - started;
      const text = reply.body instanceof Uint8Array ? new TextDecoder().decode(reply.body) : String(reply.body);
      // so many scans of one item make it suspect, and that is right
      if (!/"code":"(?:SOUND|PARTLY_CHECKED|MANY_SCANS)"/.test(text)) throw new Error(`An item of the benchmark is not sound: ${text.slice(0, 500)}`);
      // the scan is counted by itself, as in an org
      await new Promise((resolve) => setImmediate(resolve));
      return milliseconds;
    };
    for (let n = 0; n < WARM_UP; n++) await check(serialOf((n * 7_919) % TWINS));
    const times: number[] = [];
    for (let n = 0; n < CHECKS; n++) times.push(await check(serialOf((n * 104_729 + 13) % TWINS)));
    const long: number[] = [];
    for (let n = 0; n < LONG_CHECKS; n++) long.push(await check(LONG_SERIAL));
    return {
      twins: TWINS, events: TWINS * EVENTS_A_TWIN, p50: percentile(times, 50), p95: percentile(times, 95),
      longLifeEvents: LONG_LIFE, longLifeP50: percentile(long, 50), longLifeP95: percentile(long, 95),
    };
  } finally {
    org.close();
  }
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!);
}
