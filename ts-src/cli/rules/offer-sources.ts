import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Connection } from 'jsforce';
import { connect } from '../../connectors/index.ts';
import { defaultPackFile } from '../../rules-build/index.ts';
import type { RuleInput } from '../../rules-build/index.ts';
import { readOffer } from '../../rules-build/replay/index.ts';
import type { OfferOutcome, StoredOffer } from '../../rules-build/replay/index.ts';
import { CommandFailure } from '../failure.ts';
import { projectDir } from '../paths.ts';
import { targetOrg } from '../target-org.ts';
import { packProblem, packsById, readPackText } from './replay-packs.ts';

/** An offer and the text of the pack it was made with, or why that pack cannot be used. */
export interface PackedOffer {
  readonly offer: StoredOffer;
  readonly packText?: string;
  readonly packProblem?: string;
}

export interface OfferSource {
  offers(): AsyncIterable<PackedOffer>;
  /** Lines that hold no offer, in words; complete when all offers were read. */
  readonly badLines: readonly string[];
}

const defaultPackText = (): string => readFileSync(path.join(projectDir, defaultPackFile), 'utf8');

/** Offers of a file, one a line, all made with one pack. */
export async function fileOffers(file: string, before: string | undefined): Promise<OfferSource> {
  const packText = before === undefined ? defaultPackText() : await readPackText(before, 'local');
  const handle = file === '-' ? undefined : await open(file).catch(() => undefined);
  if (file !== '-' && (handle === undefined || (await handle.stat()).isDirectory())) throw new CommandFailure(`There is no file "${file}" that can be read.`);
  const badLines: string[] = [];
  const named = file === '-' ? 'standard input' : file;
  return {
    badLines,
    async *offers() {
      let number = 0;
      for await (const line of createInterface({ input: handle?.createReadStream() ?? process.stdin, crlfDelay: Infinity })) {
        number += 1;
        const text = line.replace(/^\uFEFF/, '').trim();
        if (text === '') continue;
        const offer = readOffer(text);
        if (typeof offer === 'string') badLines.push(`Line ${number} of ${named} ${offer}.`);
        else yield { offer, packText };
      }
    },
  };
}

interface OfferRecord {
  readonly Id: string;
  readonly Name: string;
  readonly Trade_In__c: string;
  readonly Status__c: string;
  readonly Amount_Minor__c: number | null;
  readonly Rule_Input__c: string | null;
  readonly Rule_Pack__c: string | null;
  readonly Pack_Hash__c: string | null;
  readonly Logic_Hash__c: string | null;
  readonly Input_Hash__c: string | null;
}

const OUTCOMES: { readonly [status: string]: OfferOutcome } = { Accepted: 'accepted', Declined: 'declined', Expired: 'declined' };

interface Asked {
  readonly targetOrg: string;
  readonly from?: string;
  readonly to?: string;
}

/** Locked offers of an org, the last of each trade-in, in the order of their ids. */
export async function orgOffers({ targetOrg: target, from, to }: Asked): Promise<OfferSource> {
  const soql =
    'SELECT Id, Name, Trade_In__c, Status__c, Amount_Minor__c, Rule_Input__c, Rule_Pack__c, Pack_Hash__c, Logic_Hash__c, Input_Hash__c FROM Trade_In_Offer__c ' +
    `WHERE Locked_At__c != null AND Status__c IN ('Locked', 'Accepted', 'Declined', 'Expired')${since(from)}${until(to)} ORDER BY Id`;
  const connection = connect(await targetOrg(target, 'admin'));
  return { badLines: [], offers: () => recordsOf(connection, soql) };
}

const since = (day: string | undefined): string => (day === undefined ? '' : ` AND Locked_At__c >= ${midnight(day, 0)}`);
const until = (day: string | undefined): string => (day === undefined ? '' : ` AND Locked_At__c < ${midnight(day, 1)}`);

function midnight(day: string, later: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at.getTime())) throw new CommandFailure(`"${day}" is no day: write it as 2026-11-22.`);
  at.setUTCDate(at.getUTCDate() + later);
  return at.toISOString().replace('.000Z', 'Z');
}

async function* recordsOf(connection: Connection, soql: string): AsyncIterable<PackedOffer> {
  const packs = new Map<string | null, Omit<PackedOffer, 'offer'>>([[null, { packText: defaultPackText() }]]);
  try {
    let page = await connection.query<OfferRecord>(soql);
    for (;;) {
      await learnPacks(connection, page.records, packs);
      for (const record of page.records) yield packed(record, packs.get(record.Rule_Pack__c)!);
      if (page.done || page.nextRecordsUrl === undefined) return;
      page = await connection.queryMore<OfferRecord>(page.nextRecordsUrl);
    }
  } catch (error) {
    throw error instanceof CommandFailure ? error : new CommandFailure(`The org cannot tell its offers: ${(error as Error).message}.`);
  }
}

async function learnPacks(connection: Connection, records: readonly OfferRecord[], packs: Map<string | null, Omit<PackedOffer, 'offer'>>): Promise<void> {
  const ids = [...new Set(records.flatMap(({ Rule_Pack__c: id }) => (id === null || packs.has(id) ? [] : [id])))];
  for (const id of ids) packs.set(id, { packProblem: 'The rule pack of the offer cannot be read' });
  for (const record of await packsById(connection, ids)) {
    const problem = packProblem(record);
    packs.set(record.Id, problem === null ? { packText: record.Parameters__c! } : { packProblem: problem });
  }
}

function packed(record: OfferRecord, pack: Omit<PackedOffer, 'offer'>): PackedOffer {
  const input = inputOf(record);
  const offer: StoredOffer = {
    offerId: record.Id,
    offerName: record.Name,
    tradeInId: record.Trade_In__c,
    input: input ?? {},
    outcome: OUTCOMES[record.Status__c] ?? 'open',
    storedMinor: record.Amount_Minor__c,
    inputHash: record.Input_Hash__c,
    logicHash: record.Logic_Hash__c,
    packHash: record.Pack_Hash__c,
  };
  // Without a pack of its own the offer was made with the default pack of the package that was deployed then.
  return input === null ? { offer, packProblem: 'The stored input of the offer is not JSON' } : { offer, ...pack };
}

function inputOf({ Rule_Input__c: text }: OfferRecord): RuleInput | null {
  try {
    return JSON.parse(text ?? '{}') as RuleInput;
  } catch {
    return null;
  }
}
