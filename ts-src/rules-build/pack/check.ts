/** What is wrong with a rule pack. The page for packs and the evaluator in Apex refuse by the same rules, under the same names. */
import type { Domain, Parameter } from '../../rules/language/index.ts';
import { canonicalJson } from '../canonical.ts';
import type { Json } from '../canonical.ts';
import { LARGEST_PACK } from './schema.ts';
import type { Pack } from './schema.ts';

/**
 * - `format`: not a pack of format 1. `type`: another kind of value than asked for. `size`: more text than a pack may have.
 * - `missing`: a cell, list, parameter or source that is not there. `unknown`: one that nothing asks for.
 * - `range`: outside of the parameter's limits, x outside of its own, or an entry that is no name. `empty`: a text, list, curve or bands without content.
 * - `duplicate`: a list has a value twice. `order`: x does not rise, so points or bands overlap. `first`: bands do not begin at the lowest x.
 * - `slope`: values rise where they must fall, or fall where they must rise.
 */
export type PackRule = 'format' | 'type' | 'size' | 'missing' | 'unknown' | 'range' | 'empty' | 'duplicate' | 'order' | 'first' | 'slope';

export interface PackFault {
  readonly path: string;
  readonly rule: PackRule;
  readonly value: null | boolean | number | string;
}

export interface PackSchema {
  readonly parameters: readonly Parameter[];
  readonly lists: readonly string[];
}

type Fields = { readonly [name: string]: Json };
type Numeric = { readonly unit: string; readonly min: number; readonly max: number };

const LONGEST_NAME = 80;

const isFields = (value: Json | undefined): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
/** What a fault tells of a value: nothing of fractions and of what is nested. */
const plain = (value: Json | undefined): PackFault['value'] => (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value) ? (value as PackFault['value']) : null);

/** Every fault, in the order in which the schema names things; none means that every engine can evaluate with the pack. */
export function checkPack(pack: Json, schema: PackSchema): PackFault[] {
  const check = new PackCheck(schema);
  check.pack(pack);
  return check.faults;
}

/** A checked pack. @throws Error that names the first faults */
export function asPack(json: Json, schema: PackSchema): Pack {
  const faults = checkPack(json, schema);
  if (faults.length > 0) throw new Error(`The rule pack is refused: ${faults.slice(0, 5).map(packFaultLine).join(', ')}${faults.length > 5 ? `, and ${faults.length - 5} more` : ''}`);
  return json as unknown as Pack;
}

export const packFaultLine = ({ path, rule, value }: PackFault): string => `${path || 'the pack'}: ${rule}${value === null ? '' : ` (${JSON.stringify(value)})`}`;

class PackCheck {
  readonly faults: PackFault[] = [];
  readonly #schema: PackSchema;
  #lists: { readonly [list: string]: readonly string[] } = {};

  constructor(schema: PackSchema) {
    this.#schema = schema;
  }

  pack(pack: Json): void {
    if (!isFields(pack)) return this.#say('', 'type', pack);
    const length = canonicalJson(pack).length;
    if (length > LARGEST_PACK) this.#say('', 'size', length);
    if (pack.format !== 1) this.#say('format', pack.format === undefined ? 'missing' : 'format', pack.format);
    this.#text('name', pack.name);
    const { lists, parameters } = pack;
    if (isFields(lists)) this.#readLists(lists);
    else this.#say('lists', lists === undefined ? 'missing' : 'type', lists);
    if (isFields(parameters)) this.#readParameters(parameters);
    else this.#say('parameters', parameters === undefined ? 'missing' : 'type', parameters);
    this.#unknown('', pack, ['format', 'lists', 'name', 'parameters']);
  }

  #say(path: string, rule: PackRule, value: Json | undefined): void {
    this.faults.push({ path, rule, value: plain(value) });
  }

  #text(path: string, value: Json | undefined): void {
    if (value === undefined) this.#say(path, 'missing', null);
    else if (typeof value !== 'string') this.#say(path, 'type', value);
    else if (value.trim() === '') this.#say(path, 'empty', value);
  }

  #unknown(path: string, fields: Fields, known: readonly string[]): void {
    const extra = Object.keys(fields).filter((name) => !known.includes(name)).sort();
    for (const name of extra) this.#say(path === '' ? name : `${path}.${name}`, 'unknown', fields[name]);
  }

  #readLists(lists: Fields): void {
    const read: Record<string, readonly string[]> = {};
    for (const name of this.#schema.lists) {
      const list = lists[name];
      const path = `lists.${name}`;
      if (!Array.isArray(list)) {
        this.#say(path, list === undefined ? 'missing' : 'type', list);
        continue;
      }
      // An input that may be left out counts as the first entry: there must be one.
      if (list.length === 0) this.#say(path, 'empty', null);
      this.#entries(path, list as readonly Json[]);
      read[name] = (list as readonly Json[]).filter((entry) => typeof entry === 'string');
    }
    this.#unknown('lists', lists, this.#schema.lists);
    this.#lists = read;
  }

  #entries(path: string, list: readonly Json[]): void {
    const seen = new Set<Json>();
    list.forEach((entry, index) => {
      const at = `${path}[${index}]`;
      if (typeof entry !== 'string') this.#say(at, 'type', entry);
      else if (entry.trim() === '') this.#say(at, 'empty', entry);
      else if (entry.length > LONGEST_NAME || entry === '__proto__') this.#say(at, 'range', entry);
      else if (seen.has(entry)) this.#say(at, 'duplicate', entry);
      seen.add(entry);
    });
  }

  #readParameters(parameters: Fields): void {
    for (const parameter of this.#schema.parameters) {
      const given = parameters[parameter.name];
      const path = `parameters.${parameter.name}`;
      if (!isFields(given)) {
        this.#say(path, given === undefined ? 'missing' : 'type', given);
        continue;
      }
      this.#text(`${path}.source`, given.source);
      if (given.value === undefined) this.#say(path, 'missing', null);
      else this.#level(path, parameter, parameter.keys, given.value);
      this.#unknown(path, given, ['source', 'value']);
    }
    this.#unknown('parameters', parameters, this.#schema.parameters.map(({ name }) => name));
  }

  #level(path: string, parameter: Parameter, keys: readonly Domain[], value: Json): void {
    const [key, ...inner] = keys;
    if (key === undefined) return this.#leaf(path, parameter, value);
    if (!isFields(value)) return this.#say(path, 'type', value);
    const names = 'list' in key ? (this.#lists[key.list] ?? []) : key.values;
    for (const name of names) {
      const at = `${path}.${name}`;
      const found = Object.hasOwn(value, name) ? value[name] : undefined;
      if (found === undefined) this.#say(at, 'missing', null);
      else this.#level(at, parameter, inner, found);
    }
    this.#unknown(path, value, names);
    if (inner.length === 0 && parameter.kind === 'table') this.#slope(parameter, names.map((name) => [`${path}.${name}`, value[name]] as const));
  }

  #leaf(path: string, parameter: Parameter, value: Json): void {
    if (parameter.kind === 'curve' || parameter.kind === 'bands') this.#points(path, parameter, value);
    else this.#number(path, value, parameter);
  }

  #number(path: string, value: Json | undefined, { min, max }: Numeric | { min: number; max: number }): boolean {
    if (!Number.isSafeInteger(value)) this.#say(path, 'type', value);
    else if ((value as number) < min || (value as number) > max) this.#say(path, 'range', value);
    else return true;
    return false;
  }

  #points(path: string, parameter: Parameter & { readonly kind: 'curve' | 'bands' }, value: Json): void {
    if (!Array.isArray(value)) return this.#say(path, 'type', value);
    if (value.length === 0) return this.#say(path, 'empty', null);
    let before: number | null = null;
    (value as readonly Json[]).forEach((point, index) => {
      const at = `${path}[${index}]`;
      if (!Array.isArray(point) || point.length !== 2) return this.#say(at, 'type', point);
      const [x, y] = point as readonly Json[];
      if (this.#number(`${at}[0]`, x, { min: parameter.xMin, max: parameter.xMax })) {
        if (before !== null && (x as number) <= before) this.#say(`${at}[0]`, 'order', x);
        else if (index === 0 && parameter.kind === 'bands' && x !== parameter.xMin) this.#say(`${at}[0]`, 'first', x);
        before = x as number;
      }
      this.#number(`${at}[1]`, y, parameter);
    });
    this.#slope(parameter, (value as readonly Json[]).map((point, index) => [`${path}[${index}][1]`, Array.isArray(point) ? (point as readonly Json[])[1] : undefined] as const));
  }

  #slope({ slope }: Parameter, values: readonly (readonly [path: string, value: Json | undefined])[]): void {
    if (slope === 'free') return;
    values.forEach(([path, value], index) => {
      const before = values[index - 1]?.[1];
      if (typeof value !== 'number' || typeof before !== 'number') return;
      if (slope === 'falling' ? value > before : value < before) this.#say(path, 'slope', value);
    });
  }
}
