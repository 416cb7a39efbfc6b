import { benchRuleStatements } from '../../bench/rule-statements.ts';

test('200 valuations in one transaction use at most a tenth of the statements that fit into ten seconds at a microsecond each', () => {
  const { statementsPer1Valuation, statementsPer200Valuations } = benchRuleStatements();
  expect(statementsPer1Valuation).toBeGreaterThan(1_000); // they are counted
  expect(statementsPer200Valuations).toBeGreaterThan(statementsPer1Valuation + 199 * 500);
  expect(statementsPer200Valuations).toBeLessThanOrEqual(1_000_000);
});
