import { current, transactionState } from '../../../execution/context.ts';
import { ApexDouble } from '../../../values/index.ts';
import { ApexSet } from '../collections/set.ts';
import { standardExceptions, raise } from '../exceptions.ts';
import { statics, standardClass } from '../missing.ts';
import type { ApexType } from '../types.ts';
import { nowMs } from '../user.ts';
import { userMethod } from '../user-class.ts';
import { required } from './numbers.ts';

interface Entry {
  readonly value: unknown;
  /** Epoch ms; Infinity for never. */
  readonly expires: number;
}

type Store = Map<string, Entry>;

const TEST_STORES = Symbol('cache of the test');

/** Values stay in this process; a test sees only what it put itself. */
function stores(own: Map<string, Store>): Map<string, Store> {
  return current().isTest ? transactionState(TEST_STORES, () => new Map<string, Store>()) : own;
}

/** Values of a CacheBuilder stand under its name and theirs. */
const keyOf = (first: string | ApexType, second: string | undefined): string => (second === undefined ? (first as string) : `${(first as ApexType).name.replace(/\W/g, '')}${second}`);

class Partition {
  readonly #kind: string;
  readonly #name: string;
  readonly #own: Map<string, Store>;

  constructor(kind: string, name: string, own: Map<string, Store>) {
    this.#kind = kind;
    this.#name = name;
    this.#own = own;
  }

  #store(): Store {
    const owner = this.#kind === 'Session' ? `:${current().user.id}` : '';
    const key = `${this.#kind}:${this.#name}${owner}`;
    const all = stores(this.#own);
    return all.get(key) ?? all.set(key, new Map()).get(key)!;
  }

  #key(key: string): string {
    if (!/^[a-zA-Z0-9]{1,50}$/.test(required(key).replace(/^[\w.]+\./, ''))) throw raise(standardExceptions.get('cache_invalidparamexception')!, `Invalid key: ${key}`);
    return key;
  }

  put(key: string, value: unknown, ttl?: number): void {
    this.#store().set(this.#key(key), { value: required(value), expires: typeof ttl === 'number' && ttl > 0 ? nowMs() + ttl * 1000 : Infinity });
  }

  /** With a CacheBuilder class, a missing value is built and kept. */
  get(first: string | ApexType, second?: string): unknown {
    const key = keyOf(first, second);
    const entry = this.#store().get(this.#key(key));
    if (entry !== undefined && entry.expires > nowMs()) return entry.value;
    if (second === undefined) return null;
    const builder = (first as ApexType).newinstance() as object;
    const value = userMethod(builder, 'doload')!.call(builder, second);
    if (value !== null) this.put(key, value);
    return value;
  }

  contains(key: string): boolean {
    const entry = this.#store().get(this.#key(key));
    return entry !== undefined && entry.expires > nowMs();
  }

  remove(first: string | ApexType, second?: string): boolean {
    return this.#store().delete(this.#key(keyOf(first, second)));
  }

  getkeys(): ApexSet {
    return ApexSet.of('Set<String>', this.#store().keys());
  }

  getnumkeys(): bigint {
    return BigInt(this.#store().size);
  }

  /** Percent of the capacity in use: there is no bound here, so none. */
  getcapacity(): ApexDouble {
    return new ApexDouble(0);
  }

  getname(): string {
    return this.#name;
  }

  isavailable(): boolean {
    return true;
  }
}
standardClass('Cache.Partition', Partition);

/** Cache.Org and Cache.Session: minimal, in memory. */
export function cacheStatics(kind: 'Org' | 'Session'): object {
  const own = new Map<string, Store>();
  const standard = new Partition(kind, 'local.default', own);
  return statics(`Cache.${kind}`, {
    put: (key: string, value: unknown, ttl?: number): void => standard.put(key, value, ttl),
    get: (first: string | ApexType, second?: string): unknown => standard.get(first, second),
    contains: (key: string): boolean => standard.contains(key),
    remove: (first: string | ApexType, second?: string): boolean => standard.remove(first, second),
    getkeys: (): ApexSet => standard.getkeys(),
    getnumkeys: (): bigint => standard.getnumkeys(),
    getcapacity: (): ApexDouble => standard.getcapacity(),
    getname: (): string => standard.getname(),
    isavailable: (): boolean => true,
    getpartition: (name: string): Partition => new Partition(kind, required(name), own),
  });
}
