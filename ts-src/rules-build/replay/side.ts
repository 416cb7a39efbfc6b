/** Offers under one pack: what an item is worth, and which programmes are open to it. */
import { canonicalJson, sha256 } from '../canonical.ts';
import { givenInputs, isRefusal } from '../engines/index.ts';
import type { Engine, Hashes, Outcome, RuleInput } from '../engines/index.ts';
import type { Pack } from '../pack/schema.ts';

export const PROGRAMMES = ['tradeIn', 'repair', 'resale', 'recycling'] as const;
export type Programme = (typeof PROGRAMMES)[number];

/** Inputs of the valuation that the eligibility reads as well. */
const SHARED_INPUTS = ['category', 'region', 'ageDays', 'conditionGrade', 'working', 'warrantyDaysLeft'] as const;

/** A pack, made ready. */
export interface PackSide {
  readonly pack: Pack;
  readonly hashes: Hashes;
  readonly valuation: Engine;
  readonly eligibility: Engine;
  /** Names of the inputs of the valuation. */
  readonly inputs: readonly string[];
}

export interface Verdict {
  readonly valuation: Outcome;
  readonly offerMinor: number;
  readonly marginMinor: number;
  readonly open: ReadonlySet<Programme>;
  readonly inputHash: string;
}

/** @returns why there is no verdict, when there is none */
export function judge({ pack, valuation, eligibility, inputs }: PackSide, offered: RuleInput): Verdict | string {
  const input = withListedModel(offered, pack);
  const valued = valuation(input);
  if (isRefusal(valued)) return refused(valued);
  const offerMinor = valued.outputs.offerMinor as number;
  const marketValueMinor = valued.outputs.marketValueMinor as number;
  const asked = eligibility({
    ...Object.fromEntries(SHARED_INPUTS.map((name) => [name, input[name] ?? null])),
    // An offer was made, so the item was genuine and nothing held it; what changes is what the pack says of it.
    hold: 'none',
    verdict: 'genuine',
    offerMinor,
    marketValueMinor,
  });
  if (isRefusal(asked)) return refused(asked);
  return {
    valuation: valued,
    offerMinor,
    marginMinor: marketValueMinor - offerMinor,
    open: new Set(PROGRAMMES.filter((programme) => asked.outputs[programme] === true)),
    inputHash: sha256(canonicalJson(givenInputs(inputs, input))),
  };
}

/** The desk leaves out a model that the pack does not list; so does the replay. */
function withListedModel(input: RuleInput, pack: Pack): RuleInput {
  const { model, ...rest } = input;
  return typeof model !== 'string' || pack.lists.models!.includes(model) ? input : rest;
}

const refused = ({ decision, errors }: { readonly decision: string; readonly errors: readonly { readonly field: string; readonly rule: string; readonly value: unknown }[] }): string =>
  `${decision} refuses the input: ${errors.map(({ field, rule, value }) => `${field} ${rule}${value === null ? '' : ` (${String(value)})`}`).join(', ')}`;
