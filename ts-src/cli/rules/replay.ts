import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DECISIONS } from '../../rules/index.ts';
import { asPack, canonicalJson, compile, loadResource, resourceFile, sha256 } from '../../rules-build/index.ts';
import type { Json } from '../../rules-build/index.ts';
import { ACCEPTANCE_MODEL, replayOffer, ReplayTotals } from '../../rules-build/replay/index.ts';
import type { PackSide, ReplayedOffer, ReplayTotal } from '../../rules-build/replay/index.ts';
import { CommandFailure, type FailureJson } from '../failure.ts';
import { projectDir } from '../paths.ts';
import { createProgress } from '../progress.ts';
import { fileOffers, orgOffers } from './offer-sources.ts';
import type { OfferSource } from './offer-sources.ts';
import { readPackText } from './replay-packs.ts';

export interface ReplayFlags {
  readonly pack: string;
  readonly before?: string;
  readonly offers?: string;
  readonly from?: string;
  readonly to?: string;
  readonly targetOrg: string;
  readonly json?: boolean;
}

/** Replays offers one by one; the whole is never held in memory. Exit code 1 when a line of the file is no offer. */
export async function replay(flags: ReplayFlags): Promise<void> {
  const sideOf = packSides();
  const after = sideOf(await readPackText(flags.pack, flags.targetOrg));
  if (typeof after === 'string') throw new CommandFailure(`${after}.`, 1);
  const source = flags.offers === undefined ? await orgOffers(flags) : await fileOffers(flags.offers, flags.before);
  const totals = new ReplayTotals();
  const out = flags.json ? new JsonOutput(after) : new TextOutput(after);
  // Results on a terminal are progress enough.
  const progress = createProgress('replay', process.stdout.isTTY);
  let done = 0;
  try {
    await out.start();
    for await (const { offer, packText, packProblem } of source.offers()) {
      const item = replayOffer(offer, packProblem ?? sideOf(packText!), after);
      totals.add(item);
      await out.item(item);
      done += 1;
      progress.update(done, item.offerName ?? item.offerId);
    }
  } catch (error) {
    if (!(out instanceof JsonOutput) || !(error instanceof CommandFailure)) throw error;
    await out.broken({ code: 'failed', message: error.message });
    throw new CommandFailure(error.message, error.exitCode, true);
  } finally {
    progress.stop();
  }
  await out.end(totals.all());
  process.exitCode = tellBad(source);
}

function tellBad({ badLines }: OfferSource): number {
  for (const bad of badLines) process.stderr.write(`${bad}\n`);
  return badLines.length > 0 ? 1 : 0;
}

/** Packs made ready, each text once, on the built static resources: what a browser and an org would say. */
function packSides(): (packText: string) => PackSide | string {
  const schema = compile(DECISIONS);
  const load = (decision: string) => loadResource(readFileSync(path.join(projectDir, resourceFile(decision)), 'utf8'), decision);
  const [valuation, eligibility] = [load('tradeInValuation'), load('eligibility')];
  const known = new Map<string, PackSide | string>();
  const make = (packText: string): PackSide | string => {
    try {
      const pack = asPack(JSON.parse(packText) as Json, schema);
      const packHash = sha256(canonicalJson(pack));
      return {
        pack,
        hashes: { logicHash: valuation.logicHash, packHash },
        valuation: valuation.load(pack).evaluate,
        eligibility: eligibility.load(pack).evaluate,
        inputs: valuation.inputs.map(({ name }) => name),
      };
    } catch (error) {
      return (error as Error).message;
    }
  };
  return (packText) => {
    const side = known.get(packText) ?? make(packText);
    known.set(packText, side);
    return side;
  };
}

interface Output {
  start(): Promise<void>;
  item(offer: ReplayedOffer): Promise<void>;
  end(totals: readonly ReplayTotal[]): Promise<void>;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** One JSON object, written as it comes. */
class JsonOutput implements Output {
  readonly #head: string;
  #items = 0;

  constructor({ pack, hashes }: PackSide) {
    this.#head = JSON.stringify({ packName: pack.name, ...hashes, acceptanceModel: ACCEPTANCE_MODEL }).slice(0, -1);
  }

  start(): Promise<void> {
    return write(`${this.#head},"items":[`);
  }

  item(offer: ReplayedOffer): Promise<void> {
    this.#items += 1;
    return write(`${this.#items > 1 ? ',' : ''}\n${JSON.stringify(offer)}`);
  }

  end(totals: readonly ReplayTotal[]): Promise<void> {
    return write(`\n],"totals":${JSON.stringify(totals)}}\n`);
  }

  /** Instead of the end: what was written so far stays one object. */
  broken(error: FailureJson): Promise<void> {
    return write(`\n],"error":${JSON.stringify(error)}}\n`);
  }
}

/** What changes, item by item, and the sums. */
class TextOutput implements Output {
  readonly #name: string;

  constructor({ pack }: PackSide) {
    this.#name = pack.name;
  }

  start(): Promise<void> {
    return write(`Under "${this.#name}" (minor units):\n`);
  }

  item({ offerName, offerId, errorMessage, beforeMinor, afterMinor, acceptance, lost, gained, changes }: ReplayedOffer): Promise<void> {
    const label = `  ${offerName ?? offerId}`;
    if (errorMessage !== null) return write(`${label}: not replayed: ${errorMessage}\n`);
    if (changes.length + lost.length + gained.length === 0) return Promise.resolve();
    const said = [
      `${beforeMinor} to ${afterMinor}`,
      acceptance === 'same' ? '' : acceptance === 'atRisk' ? 'acceptance at risk' : 'may be won',
      lost.length > 0 ? `closes ${lost.join(', ')}` : '',
      gained.length > 0 ? `opens ${gained.join(', ')}` : '',
      changes.map(({ rule, minor }) => `${rule} ${minor > 0 ? '+' : ''}${minor}`).join(', '),
    ];
    return write(`${label}: ${said.filter((part) => part !== '').join('; ')}\n`);
  }

  end(totals: readonly ReplayTotal[]): Promise<void> {
    const lines = totals.map(
      (total) =>
        `${total.currencyCode ?? 'no currency'}: ${total.offers} offers, ${total.changed} change, ${total.refused} cannot be replayed. ` +
        `Payout of accepted offers ${total.paidBeforeMinor} to ${total.paidAfterMinor}, margin ${total.marginBeforeMinor} to ${total.marginAfterMinor}. ` +
        `Of ${total.accepted} accepted ${total.atRisk} at risk, of ${total.declined} declined ${total.mayWin} may be won; without those at risk payout ${total.staysPaidMinor}, margin ${total.staysMarginMinor}. ` +
        `Trade-in closes to ${total.tradeInLost}, opens to ${total.tradeInGained}.\n`,
    );
    return write(lines.length === 0 ? 'There are no offers.\n' : `${lines.join('')}${ACCEPTANCE_MODEL}\n`);
  }
}
