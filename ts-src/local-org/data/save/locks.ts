import { keyPrefix } from '../../values/index.ts';
import type { FieldDef, SObjectDef } from '../../schema/model.ts';
import type { Row } from './row.ts';
import type { Statement } from './statement.ts';

/**
 * Parents that the platform holds while a child of theirs is written: masters, and what a lookup names that does not simply lose it
 * when it is deleted. On update only where the reference changes. Salesforce: Record-Locking Cheat Sheet.
 */
export function lockParents(statement: Statement, rows: readonly Row[]): void {
  const { hooks, layout } = statement.services;
  if (hooks.observer?.onLock === undefined) return;
  const held = new Map<SObjectDef, Set<string>>();
  for (const { field, name } of statement.table.references) {
    if (!holdsParent(field)) continue;
    for (const { record, old } of rows) {
      const after = record.fields[name] ?? null;
      const before = old === null || old === record ? null : (old.fields[name] ?? null);
      if (after === before) continue;
      for (const id of [before, after]) {
        const parent = typeof id === 'string' ? layout.schema.objectByPrefix(keyPrefix(id)) : undefined;
        if (parent === undefined) continue;
        const ids = held.get(parent) ?? new Set();
        held.set(parent, ids.add(id as string));
      }
    }
  }
  for (const [parent, ids] of held) hooks.observer.onLock(parent, [...ids], 'child');
}

function holdsParent(field: FieldDef): boolean {
  return field.masterDetail !== undefined || field.deleteConstraint === 'Cascade' || field.deleteConstraint === 'Restrict';
}
