/** Standard objects known by name, type and relationship only. */
export { mentionedObjects, speaksOfMore, spokenWords, withinOrg, withMentionedFields } from './known-objects.ts';
