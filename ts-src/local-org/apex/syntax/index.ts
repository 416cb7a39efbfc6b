/** Apex text -> syntax tree. */
export * from './ast.ts';
export { ApexSyntaxError, isStackOverflow, TOO_DEEP } from './errors.ts';
export { parseAnonymous, parseApex, parseTrigger } from './units.ts';
