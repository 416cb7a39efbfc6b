/** What the codes of rules are called on pages. */
import type { Unit } from '../../rules/language/index.ts';
import type { Compiled } from '../compile.ts';

export const UNITS: Readonly<Record<Unit, string>> = {
  minor: 'minor units', bps: 'basis points', days: 'days', percent: 'percent', count: 'count', gb: 'GB', cycles: 'cycles', grams: 'grams of CO2e', points: 'points', months: 'months',
};

const SHAPES = { falling: 'falling', rising: 'rising', free: 'rising or falling' } as const;

/** `firstTradeIn`: First trade-in. */
function spelled(code: string): string {
  const words = code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/trade in$/, 'trade-in');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Labels and descriptions of the parameters, and what their units, shapes and keys are called. Entries of lists are the pack's own words. */
export function emitWords({ parameters }: Compiled): object {
  const values = new Set(parameters.flatMap(({ keys }) => keys.flatMap((key) => ('list' in key ? [] : key.values))));
  const lists = new Set(parameters.flatMap(({ keys }) => keys.flatMap((key) => ('list' in key ? [key.list] : []))));
  return {
    parameters: Object.fromEntries(parameters.map(({ name, label, description }) => [name, { label, description }])),
    units: UNITS,
    shapes: SHAPES,
    keys: Object.fromEntries([...values, ...lists].map((code) => [code, spelled(code)])),
  };
}
