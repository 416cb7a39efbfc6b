import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Connection } from 'jsforce';
import { ingest, sendEvents, sources, type IngestSummary } from '../connectors/index.ts';
import { CommandFailure } from './failure.ts';
import { projectDir } from './paths.ts';
import { createProgress } from './progress.ts';

/** Master data by the field that names a record, then the order feeds; each step may be run again. */
const RECORDS = [
  { file: 'brands.json', object: 'Brand__c', key: 'Code__c' },
  { file: 'products.json', object: 'Product2', key: 'ProductCode' },
] as const;

const FEEDS = [
  { file: 'feeds/aurelle-online.xml', format: 'b2c-xml', system: 'aurelle-online' },
  { file: 'feeds/aurelle-boutiques.ndjson', format: 'square', system: 'aurelle-boutiques' },
  { file: 'feeds/nordlys-shop.ndjson', format: 'shopify', system: 'nordlys' },
  { file: 'feeds/kestrel-eu.json', format: 'b2c-json', system: 'kestrel-eu' },
] as const;

/** Trade-ins at several stages, then the sums for the board: what each role does, as Apex, in this order. */
const TRADE_INS = [
  { file: 'trade-ins/1-associate.apex', role: 'associate' },
  { file: 'trade-ins/2-inspector.apex', role: 'inspector' },
  { file: 'trade-ins/3-agent.apex', role: 'agent' },
  { file: 'insights/count.apex', role: 'admin' },
] as const;

const dataFile = (name: string): string => path.join(projectDir, 'data', name);

/** Brings brands, products and the sales of the sample feeds into an org. What is there already stays as it is. */
export async function loadDemoData(administrator: Connection, integration: Connection): Promise<IngestSummary> {
  for (const { file, object, key } of RECORDS) await insertMissing(administrator, file, object, key);
  const total: Record<keyof IngestSummary, number> = { read: 0, created: 0, appended: 0, unchanged: 0, skipped: 0, conflict: 0, rejected: 0 };
  for (const { file, format, system } of FEEDS) {
    const progress = createProgress(file, false);
    const problems: string[] = [];
    const { summary, broken } = await ingest(sources[format]!, createReadStream(dataFile(file), 'utf8'), {
      acceptUnpaid: false,
      system,
      send: (events) => sendEvents(integration, events),
      notice: (notice) => {
        if (notice.kind === 'rejected') problems.push(...notice.errors.map((error) => error.message));
        if (notice.kind === 'conflict') problems.push(`${notice.event.sourceEventId} is in conflict`);
      },
      progress: (now) => progress.update(now.read, `${now.created} created, ${now.appended} appended`),
    });
    progress.stop();
    if (broken !== undefined || problems.length > 0) {
      throw new CommandFailure(`The demo feed data/${file} did not go in whole: ${broken?.message ?? problems[0]}`);
    }
    for (const name of Object.keys(total) as (keyof IngestSummary)[]) total[name] += summary[name];
  }
  return total;
}

/** What became of a block of Apex. */
interface ApexOutcome {
  readonly success: boolean;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
}

/** Begins trade-ins of the sample items and takes them to several stages. What was done already stays as it is. */
export function loadDemoTradeIns(runAs: (role: string, apex: string) => ApexOutcome): void {
  for (const { file, role } of TRADE_INS) {
    const { success, compileProblem, exceptionMessage } = runAs(role, readFileSync(dataFile(file), 'utf8'));
    if (!success) throw new CommandFailure(`data/${file} did not run: ${compileProblem ?? exceptionMessage ?? 'no reason given'}`);
  }
}

async function insertMissing(connection: Connection, file: string, object: string, key: string): Promise<void> {
  const { records } = JSON.parse(readFileSync(dataFile(file), 'utf8')) as { records: Record<string, unknown>[] };
  const found = await connection.query<Record<string, string>>(`SELECT ${key} FROM ${object} WHERE ${key} != null`);
  const known = new Set(found.records.map((record) => record[key]));
  const missing = records.filter((record) => !known.has(record[key] as string)).map(({ attributes: _, ...fields }) => fields);
  if (missing.length === 0) return;
  const results = await connection.sobject(object).create(missing as never, { allOrNone: true } as never);
  const failed = (Array.isArray(results) ? results : [results]).find((result) => !result.success);
  if (failed !== undefined) throw new CommandFailure(`data/${file} did not go in: ${JSON.stringify(failed.errors)}`);
}
