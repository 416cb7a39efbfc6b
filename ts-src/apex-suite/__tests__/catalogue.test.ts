/** What a sale costs does not depend on how many models the catalogue holds. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { OrgContext } from '../../local-org/execution/org-context.ts';
import { openLocalOrg } from '../../local-org/index.ts';
import { parseSoql } from '../../local-org/soql/index.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const CATALOGUE = readFileSync(path.join(ROOT, 'force-app/main/product-twin/classes/ModelCatalogue.cls'), 'utf8');
const queries = [...CATALOGUE.matchAll(/\[\s*(SELECT\b[^\]]*)\]/g)].map(([, text]) => text!.replace(/:\w+/g, "('x', 'y')"));

test('the catalogue is read by indexes alone', () => {
  const org = openLocalOrg({ projectDir: ROOT });
  try {
    const { userId } = org.persona('integration')!;
    const plans = org.transaction(userId, (context) => {
      if (!(context instanceof OrgContext)) throw new Error('no context of the org');
      return queries.map((text) => context.data.explain(parseSoql(text), { mode: 'user', sharing: 'with' }).plan.join('\n'));
    });
    expect(plans).toHaveLength(3);
    expect(plans.filter((plan) => /SCAN (?!json_each)/.test(plan))).toEqual([]);
    expect(plans.join()).toMatch(/Product2\.GTIN__c\.unique[^]*Product2\.StockKeepingUnit\.custom[^]*Product2\.ProductCode\.custom/);
  } finally {
    org.close();
  }
});
