import fc from 'fast-check';
import { DECISIONS, DEFAULT_PACK } from '../../../rules/index.ts';
import { canonicalJson, sha256 } from '../../canonical.ts';
import type { Json } from '../../canonical.ts';
import { compile } from '../../compile.ts';
import { givenInputs, graphEngine } from '../../engines/index.ts';
import type { RuleInput } from '../../engines/index.ts';
import { goldenInputs } from '../../golden/index.ts';
import { asPack } from '../../pack/check.ts';
import type { Pack } from '../../pack/schema.ts';
import { readOffer, replayOffer, ReplayTotals } from '../index.ts';
import type { OfferOutcome, PackSide, ReplayedOffer, StoredOffer } from '../index.ts';

const compiled = compile(DECISIONS);
const graphOf = (name: string) => compiled.decisions.find(({ graph }) => graph.decision.name === name)!.graph;
const inputs = graphOf('tradeInValuation').inputs.map(({ of }) => of.name);

const sideOf = (pack: Pack): PackSide => ({
  pack,
  hashes: { logicHash: compiled.logicHash, packHash: sha256(canonicalJson(pack as unknown as Json)) },
  valuation: graphEngine(graphOf('tradeInValuation'), pack),
  eligibility: graphEngine(graphOf('eligibility'), pack),
  inputs,
});

/** The default pack with some values replaced, by the path of each. */
function packWith(changes: { readonly [path: string]: unknown }): Pack {
  const pack = structuredClone(DEFAULT_PACK) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    (keys.reduce((at, key) => at[key] as Record<string, unknown>, pack))[last] = value;
  }
  return asPack(pack as unknown as Json, compiled);
}

const before = sideOf(asPack(DEFAULT_PACK as unknown as Json, compiled));

/** Worked by hand as vector 1: 90900 is worth 48907 after a year; 72 % of it less 900 are 34300 in steps of 100. */
const phone: RuleInput = {
  category: 'smartphone', brandTier: 'iconic', model: 'iphone-13', referencePriceMinor: 90_900, currency: 'EUR', region: 'EU', ageDays: 365,
  conditionGrade: 'likeNew', working: true, provenance: 'brandSale', historyPercent: 100,
};

const offer = (outcome: OfferOutcome, input: RuleInput = phone, more: Partial<StoredOffer> = {}): StoredOffer => ({
  offerId: 'o1', offerName: 'TIO-1', tradeInId: 't1', input, outcome, storedMinor: 34_300, inputHash: null, logicHash: null, packHash: null, ...more,
});

test('under the pack that it was made with an offer stays what it was', () => {
  const stored = offer('accepted', phone, { ...before.hashes, inputHash: sha256(canonicalJson(givenInputs(inputs, phone))) });
  expect(replayOffer(stored, before, before)).toEqual({
    offerId: 'o1', offerName: 'TIO-1', tradeInId: 't1', category: 'smartphone', currencyCode: 'EUR', outcome: 'accepted', storedMinor: 34_300,
    beforeMinor: 34_300, afterMinor: 34_300, marginBeforeMinor: 14_607, marginAfterMinor: 14_607, acceptance: 'same', lost: [], gained: [],
    takesTradeInBefore: true, takesTradeInAfter: true, changes: [], isReproduced: true, errorMessage: null,
  });
});

test('a lower payout lowers the offer by the rules that changed, widens the margin and puts acceptance at risk', () => {
  // 48907 x 0.70 = 34234.9, less 900: 33335, in steps of 100: 33300
  const after = sideOf(packWith({ 'parameters.payoutFactor.value.smartphone': 7_000 }));
  expect(replayOffer(offer('accepted'), before, after)).toMatchObject({
    beforeMinor: 34_300, afterMinor: 33_300, marginBeforeMinor: 14_607, marginAfterMinor: 15_607, acceptance: 'atRisk',
    changes: [{ rule: 'payout', minor: -978 }, { rule: 'rounding', minor: -22 }], isReproduced: false,
  });
  expect(replayOffer(offer('declined'), before, after).acceptance).toBe('same');
  expect(replayOffer(offer('open'), before, after).acceptance).toBe('same');
});

test('a higher payout may win what was declined, and risks nothing', () => {
  const after = sideOf(packWith({ 'parameters.payoutFactor.value.smartphone': 7_500 }));
  expect(['accepted', 'declined', 'open'].map((outcome) => replayOffer(offer(outcome as OfferOutcome), before, after).acceptance)).toEqual(['same', 'mayWin', 'same']);
});

test('an item that the pack takes no longer counts as no offer', () => {
  const after = sideOf(packWith({ 'parameters.oldestForTradeIn.value.smartphone': 364 }));
  const item = replayOffer(offer('accepted'), before, after);
  expect(item).toMatchObject({ afterMinor: 34_300, lost: ['tradeIn'], gained: [], takesTradeInAfter: false, acceptance: 'atRisk' });
  const totals = new ReplayTotals();
  totals.add(item);
  expect(totals.all()).toEqual([expect.objectContaining({ changed: 1, tradeInLost: 1, offeredBeforeMinor: 34_300, offeredAfterMinor: 0, paidAfterMinor: 0, marginAfterMinor: 0, atRisk: 1, staysAccepted: 0 })]);
  expect(replayOffer(offer('declined'), after, before)).toMatchObject({ gained: ['tradeIn'], acceptance: 'mayWin' });
});

test('a model that the new pack does not list is left out, as at the desk', () => {
  const { 'iphone-13': _gone, ...others } = (before.pack.parameters.modelFactor!.value as { readonly [model: string]: unknown });
  const after = sideOf(packWith({ 'lists.models': before.pack.lists.models!.filter((model) => model !== 'iphone-13'), 'parameters.modelFactor.value': others }));
  // Without the factor the market value is 48659: 35034 less 900 are 34134
  expect(replayOffer(offer('accepted'), before, after)).toMatchObject({ afterMinor: 34_100, errorMessage: null });
});

test('an offer that cannot be replayed says why, and is only counted', () => {
  const item = replayOffer(offer('accepted', { ...phone, ageDays: -1 }), before, before);
  expect(item).toMatchObject({ beforeMinor: null, afterMinor: null, errorMessage: 'tradeInValuation refuses the input: ageDays range (-1)' });
  expect(replayOffer(offer('accepted'), 'The pack is gone', before).errorMessage).toBe('The pack is gone');
  const totals = new ReplayTotals();
  totals.add(item);
  totals.add(replayOffer(offer('accepted'), before, before));
  expect(totals.all()).toEqual([expect.objectContaining({ currencyCode: 'EUR', offers: 2, refused: 1, accepted: 1, staysAccepted: 1, paidAfterMinor: 34_300 })]);
});

test('sums are those of the items, currency by currency, whatever the pack', () => {
  const graph = graphOf('tradeInValuation');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 3_000, max: 9_000 }), fc.integer({ min: 0, max: 3_000 }), (seed, share, oldest) => {
      const after = sideOf(packWith({ 'parameters.payoutFactor.value.smartphone': share, 'parameters.payoutFactor.value.watch': share, 'parameters.oldestForTradeIn.value.smartphone': oldest }));
      const outcomes = ['accepted', 'declined', 'open'] as const;
      const items = goldenInputs(graph, before.pack, seed, 60).map((input, index) => replayOffer(offer(outcomes[index % 3]!, input), before, after));
      const totals = new ReplayTotals();
      for (const item of items) totals.add(item);
      for (const total of totals.all()) {
        const own = items.filter(({ currencyCode }) => currencyCode === total.currencyCode);
        const told = own.filter(({ errorMessage }) => errorMessage === null);
        const sum = (of: (item: ReplayedOffer) => number): number => told.reduce((so, item) => so + of(item), 0);
        const paid = (item: ReplayedOffer): number => (item.takesTradeInAfter ? item.afterMinor! : 0);
        expect(total.offers).toBe(own.length);
        expect(total.refused).toBe(own.length - told.length);
        expect(total.offeredAfterMinor).toBe(sum(paid));
        expect(total.paidAfterMinor).toBe(sum((item) => (item.outcome === 'accepted' ? paid(item) : 0)));
        expect(total.staysAccepted + total.atRisk).toBe(total.accepted);
        expect(total.staysPaidMinor).toBe(sum((item) => (item.outcome === 'accepted' && item.acceptance === 'same' ? paid(item) : 0)));
      }
      expect(totals.all().reduce((so, { offers }) => so + offers, 0)).toBe(items.length);
      // What rules do otherwise is the whole difference.
      for (const item of items) if (item.errorMessage === null) expect(item.changes.reduce((so, { minor }) => so + minor, 0)).toBe(item.afterMinor! - item.beforeMinor!);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['nonsense', /^is not JSON: /],
  ['[1]', 'is not a JSON object'],
  ['{"input":{}}', 'has no "id"'],
  ['{"id":"a","input":[1]}', 'has no "input" that is a JSON object'],
  ['{"id":"a","input":"{"}', 'has no "input" that is a JSON object'],
  ['{"id":"a","input":{},"offerMinor":1.5}', 'has an "offerMinor" that is no whole number'],
  ['{"id":"a","input":{},"accepted":"yes"}', 'has an "accepted" that is neither true, false nor left out'],
])('a line that is no offer is told: %s', (line, told) => {
  expect(readOffer(line)).toEqual(typeof told === 'string' ? told : expect.stringMatching(told));
});

test('a line is read with its input as an object or as text', () => {
  const read = { offerId: 'a', offerName: null, tradeInId: null, input: { ageDays: 1 }, outcome: 'declined', storedMinor: 5, inputHash: null, logicHash: null, packHash: 'x' };
  expect(readOffer('{"id":"a","input":{"ageDays":1},"offerMinor":5,"accepted":false,"packHash":"x","more":1}')).toEqual(read);
  expect(readOffer('{"id":"a","input":"{\\"ageDays\\":1}","offerMinor":5,"accepted":false,"packHash":"x"}')).toEqual(read);
});
