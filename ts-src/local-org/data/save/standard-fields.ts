import { ApexDatetime, Decimal } from '../../values/index.ts';
import type { Value } from '../../values/index.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/** Fields of standard objects that the platform computes from others on save: closed flags, probabilities. */

type Fields = Record<string, Value>;
type Derive = (fields: Fields, old: Fields | null, now: number) => void;

const changed = (fields: Fields, old: Fields | null, name: string): boolean => old === null || (old[name] ?? null) !== (fields[name] ?? null);

function closedBy(statuses: readonly string[], dateField?: string): Derive {
  const closing = new Set(statuses);
  return (fields, old, now) => {
    if (!changed(fields, old, 'Status')) return;
    const closed = closing.has(String(fields.Status ?? ''));
    fields.IsClosed = closed;
    if (dateField !== undefined && closed !== (old?.IsClosed ?? false)) fields[dateField] = closed ? ApexDatetime.fromMs(Math.floor(now / 1000) * 1000) : null;
  };
}

/** Probability and forecast category of the stages an org starts with. */
const STAGES: Readonly<Record<string, readonly [probability: number, forecast: string]>> = {
  Prospecting: [10, 'Pipeline'], Qualification: [10, 'Pipeline'], 'Needs Analysis': [20, 'Pipeline'], 'Value Proposition': [50, 'Pipeline'],
  'Id. Decision Makers': [60, 'Pipeline'], 'Perception Analysis': [70, 'Pipeline'], 'Proposal/Price Quote': [75, 'Pipeline'],
  'Negotiation/Review': [90, 'Pipeline'], 'Closed Won': [100, 'Closed'], 'Closed Lost': [0, 'Omitted'],
};

function opportunity(fields: Fields, old: Fields | null): void {
  const stage = String(fields.StageName ?? '');
  if (changed(fields, old, 'StageName')) {
    const known = STAGES[stage];
    fields.IsClosed = stage === 'Closed Won' || stage === 'Closed Lost';
    fields.IsWon = stage === 'Closed Won';
    if (known !== undefined) {
      if ((fields.Probability ?? null) === null || (old !== null && !changed(fields, old, 'Probability'))) fields.Probability = Decimal.of(known[0]);
      fields.ForecastCategory = known[1];
      fields.ForecastCategoryName = known[1];
    }
  }
  const { Amount: amount, Probability: probability } = fields;
  fields.ExpectedRevenue = amount instanceof Decimal && probability instanceof Decimal ? amount.times(probability).times(Decimal.parse('0.01')).setScale(2, 'HALF_UP') : null;
}

const DERIVE: Readonly<Record<string, Derive>> = {
  Case: closedBy(['Closed'], 'ClosedDate'),
  Task: closedBy(['Completed']),
  WorkOrder: closedBy(['Completed', 'Closed', 'Cannot Complete', 'Canceled']),
  Opportunity: opportunity,
};

export function deriveStandardFields(statement: Statement, rows: readonly Row[]): void {
  const derive = DERIVE[statement.object.name];
  if (derive === undefined) return;
  const now = statement.view.clock.now();
  for (const row of rows) {
    const { fields } = row.record;
    const derived = { ...fields };
    derive(derived, row.old?.fields ?? null, now);
    for (const [name, value] of Object.entries(derived)) if (statement.object.field(name) !== undefined) fields[name] = value;
  }
}
