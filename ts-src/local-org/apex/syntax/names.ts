/** Words that Apex keeps for itself, beyond those the grammar needs (tokens.ts): no variable, type or property may be called so. */
const reserved: ReadonlySet<string> = new Set(
  (
    'and as asc bulk by commit desc from having hint in instanceof like limit list map not nulls or select trigger using where ' +
    // Methods may be called these.
    'activate any array autonomous begin bigdecimal blob boolean byte case cast char collect const currency date datetime decimal default ' +
    'double end exception exit export float goto group import inner int integer into join long loop number object of outer package parallel ' +
    'pragma retrieve rollback set short sobject sort string switch synchronized system then time transaction when'
  ).split(' '),
);

const forMethods: ReadonlySet<string> = new Set('and as asc bulk by commit desc from having in instanceof like limit list map not nulls or select trigger using where'.split(' '));

const longest = Math.max(...[...reserved].map((word) => word.length));

/** True for names that nothing may be declared by. Case does not matter. */
export function isReservedName(name: string, of: 'method' | 'other'): boolean {
  if (name.length > longest) return false;
  return (of === 'method' ? forMethods : reserved).has(name.toLowerCase());
}
