import type { TriggerOperation } from '../hooks.ts';
import { applyDefaults } from './defaults.ts';
import { prepareInsert, prepareUpdate } from './prepare.ts';
import { RecordFormulas } from './record-formulas.ts';
import { checkQueues } from './queues.ts';
import { checkReferences } from './references.ts';
import type { VerifiedIds } from './references.ts';
import { rollUp } from './roll-up.ts';
import { fail, isGood } from './row.ts';
import type { Row } from './row.ts';
import { savePlan } from './save-plan.ts';
import { isAutomated, runAutomation } from './statement.ts';
import type { Statement } from './statement.ts';
import { deriveStandardFields } from './standard-fields.ts';
import { checkUnique } from './unique.ts';
import { checkPicklists, normaliseRow, validateRow } from './validate.ts';
import { writeInserts, writeUpdates } from './write.ts';

/**
 * The order of execution for one chunk of inserts or updates, at most 200 rows of one object. Errors stay on the rows; a row with
 * errors drops out before the write. With `allOrNone` nothing is written once a row has failed.
 */
export function saveChunk(statement: Statement, operation: 'insert' | 'update', rows: readonly Row[]): void {
  const { state } = statement;
  state.depth++;
  try {
    // 1. old rows, new values over them
    if (operation === 'insert') prepareInsert(statement, rows);
    else prepareUpdate(statement, rows);
    const plan = savePlan(statement.table);
    const live = (): readonly Row[] => (rows.every(isGood) ? rows : rows.filter(isGood));
    if (operation === 'insert') applyDefaults(statement, live(), new RecordFormulas(statement, live()));
    const verified: VerifiedIds = new Map();
    // 2. foreign keys and restricted picklists, before any code runs
    const automated = isAutomated(statement, 'before', operation);
    if (automated) {
      checkReferences(statement, live(), verified);
      for (const row of live()) checkPicklists(statement, plan, row);
      // 3. before-save flows, before triggers
      lend(statement, live());
      runAutomation(statement, 'before', operation, rows);
    }
    // 4. system validation, then the project's rules, then uniqueness
    for (const row of live()) normaliseRow(plan, row);
    deriveStandardFields(statement, live());
    checkReferences(statement, live(), verified);
    checkQueues(statement, live());
    for (const row of live()) checkPicklists(statement, plan, row);
    for (const row of live()) validateRow(statement, plan, row);
    checkRules(statement, live());
    // On insert the indexes tell. Files make other rows first: they have to know before.
    const asksIndexes = operation === 'insert' && statement.object.name !== 'ContentVersion' && statement.services.rows.keepsUnique(statement.table);
    if (!asksIndexes) checkUnique(statement, live());
    if (statement.allOrNone && rows.some((r) => !isGood(r))) return;
    // 5. write
    const good = live();
    if (good.length === 0) return;
    const written = operation === 'insert' ? writeInserts(statement, good) : writeUpdates(statement, good);
    if (written.length > 0) finish(statement, operation, written);
  } finally {
    state.depth--;
  }
}

/** What follows the write: after triggers, after-save flows, roll-ups. */
export function finish(statement: Statement, operation: TriggerOperation, written: readonly Row[]): void {
  if (isAutomated(statement, 'after', operation)) {
    lend(statement, written);
    runAutomation(statement, 'after', operation, written);
  }
  if (statement.allOrNone && written.some((r) => !isGood(r))) return;
  rollUp(statement, operation, written);
}

/** Gives the records a fresh view of formulas and parents for the phase that begins. */
export function lend(statement: Statement, rows: readonly Row[]): void {
  if (savePlan(statement.table).hasFormulas) new RecordFormulas(statement, rows);
}

function checkRules(statement: Statement, rows: readonly Row[]): void {
  const { rules } = savePlan(statement.table);
  if (rules.length === 0 || rows.length === 0) return;
  const formulas = new RecordFormulas(statement, rows);
  for (const row of rows) {
    for (const rule of rules) {
      if (!formulas.evaluateRule(statement.object, rule, row.record)) continue;
      fail(row, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.errorField === undefined ? [] : [rule.errorField]);
    }
  }
}
