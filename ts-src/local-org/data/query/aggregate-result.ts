import type { SObjectDef } from '../../schema/model.ts';

/** What rows of grouped queries are: no fields of their own. */
export const AGGREGATE_RESULT: SObjectDef = Object.freeze<SObjectDef>({
  name: 'AggregateResult', label: 'Aggregate Result', labelPlural: 'Aggregate Result', keyPrefix: '', kind: 'standard', fields: [], nameField: '',
  childRelationships: [], validationRules: [], recordTypes: [], fieldSets: [], sharing: { internal: 'ReadWrite', external: 'ReadWrite' }, setup: false,
  queryable: false, createable: false, updateable: false, deletable: false,
  features: { activities: false, feeds: false, history: false, reports: false, search: false, sharing: false, undelete: false, merge: false, triggers: false },
  field: () => undefined,
  parentRelationship: () => undefined,
  childRelationship: () => undefined,
});
