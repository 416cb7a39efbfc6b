import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { graphEngine, loadResource, resourceFile } from '../index.ts';
import type { RuleInput } from '../index.ts';
import { committed, compiled, decisionNames, lowered, pack } from './support/project.ts';

const KILOBYTE = 1_024;
const valuation = () => loadResource(committed(resourceFile('tradeInValuation')), 'tradeInValuation').load(pack);
const whole: RuleInput = {
  category: 'smartphone', brandTier: 'premium', referencePriceMinor: 99_900, currency: 'EUR', region: 'EU', ageDays: 400,
  conditionGrade: 'good', working: true, provenance: 'brandSale', historyPercent: 100,
};

describe('static resources of the rules', () => {
  it('keep the valuation within 8 KB gzipped', () => {
    expect(gzipSync(committed(resourceFile('tradeInValuation'))).length).toBeLessThanOrEqual(8 * KILOBYTE);
  });

  it.each(decisionNames)('%s compiles nothing at run time, sets no mode, and leaves one name behind', (name) => {
    const source = committed(resourceFile(name));
    expect(source).not.toMatch(/\beval\b|new Function|["']use strict["']|\bthis\b/);
    const world = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(source, world);
    expect(Object.keys(world)).toEqual(['loopRules']);
    expect(Object.keys((world as { loopRules: object }).loopRules)).toEqual([name]);
  });

  it('live side by side under one name, with one hash of the logic', () => {
    const world = createContext({});
    for (const name of decisionNames) runInContext(committed(resourceFile(name)), world);
    const { loopRules } = world as { loopRules: Readonly<Record<string, { logicHash: string; inputs: readonly unknown[] }>> };
    expect(Object.keys(loopRules)).toEqual(decisionNames);
    for (const { logicHash } of Object.values(loopRules)) expect(logicHash).toBe(compiled.logicHash);
    expect(loopRules.environmentalImpact!.inputs).toEqual([
      { name: 'category', type: 'enum', values: expect.arrayContaining(['smartphone']), optional: false },
      { name: 'action', type: 'enum', values: ['repair', 'tradeIn', 'refurbish', 'resell', 'recycle'], optional: false },
      { name: 'extraLifeMonths', type: 'integer', unit: 'months', min: 1, max: 120, optional: true },
    ]);
  });

  it('take null for what was left out', () => {
    const { evaluate } = valuation();
    expect(evaluate({ ...whole, ramGb: null, payout: null })).toEqual(evaluate(whole));
  });

  it.each<[string, RuleInput, readonly { field: string; rule: string; value: unknown }[]]>([
    ['a battery at 140 %', { ...whole, batteryHealthPercent: 140 }, [{ field: 'batteryHealthPercent', rule: 'range', value: 140 }]],
    ['a currency without a curve', { ...whole, currency: 'SEK' }, [{ field: 'currency', rule: 'allowed', value: 'SEK' }]],
    ['an age before the sale', { ...whole, ageDays: -1 }, [{ field: 'ageDays', rule: 'range', value: -1 }]],
    ['numbers in texts, fractions, and what no number can be', { ...whole, ageDays: '400', ramGb: 1.5, storageGb: 2 ** 53, owners: [1] }, [
      { field: 'ageDays', rule: 'type', value: '400' }, { field: 'storageGb', rule: 'type', value: null }, { field: 'ramGb', rule: 'type', value: null }, { field: 'owners', rule: 'type', value: null },
    ]],
    ['a yes that is a number', { ...whole, working: 1, cracked: 'no' }, [{ field: 'working', rule: 'type', value: 1 }, { field: 'cracked', rule: 'type', value: 'no' }]],
    ['a choice that is a number', { ...whole, category: 0 }, [{ field: 'category', rule: 'type', value: 0 }]],
    ['names of the language', { ...whole, model: 'constructor', category: 'toString' }, [{ field: 'category', rule: 'allowed', value: 'toString' }, { field: 'model', rule: 'allowed', value: 'constructor' }]],
    ['fields that nobody declared, in order', { ...whole, zebra: { a: 1 }, Ähre: null, apple: true }, [
      { field: 'apple', rule: 'unknown', value: true }, { field: 'zebra', rule: 'unknown', value: null }, { field: 'Ähre', rule: 'unknown', value: null },
    ]],
    ['everything that must be there', {}, ['category', 'brandTier', 'referencePriceMinor', 'currency', 'region', 'ageDays', 'conditionGrade', 'working', 'provenance', 'historyPercent'].map((field) => ({ field, rule: 'missing', value: null }))],
  ])('refuse %s, as the graph does', (_what, input, errors) => {
    const refusal = { decision: 'tradeInValuation', errors };
    expect(valuation().evaluate(input)).toEqual(refusal);
    expect(graphEngine(lowered('tradeInValuation').graph, pack)(input)).toEqual(refusal);
  });
});
