import { standardClass } from './missing.ts';

/** A standard class that only holds values: `name`, `getName()`, `setName(v)` for each. Instances start with the given values. */
export interface Bag {
  readonly [member: string]: unknown;
}

export interface BagClass {
  new (): Bag;
  readonly prototype: Bag;
  $new(): Bag;
}

export function bagClass(display: string, properties: Readonly<Record<string, unknown>>, methods: Readonly<Record<string, (this: Bag, ...args: never[]) => unknown>> = {}): BagClass {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its members are defined below, from data
  const type = class {
    static $new(): Bag {
      return new type() as unknown as Bag;
    }
  };
  const prototype = type.prototype as unknown as Record<string, unknown>;
  const define = (name: string, value: unknown): void => void Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  for (const [property, initial] of Object.entries(properties)) {
    const name = property.toLowerCase();
    define(name, initial);
    define(`get${name}`, function (this: Record<string, unknown>) {
      return this[name];
    });
    define(`is${name}`, function (this: Record<string, unknown>) {
      return this[name];
    });
    define(`set${name}`, function (this: Record<string, unknown>, value: unknown) {
      this[name] = value;
    });
  }
  for (const [name, method] of Object.entries(methods)) define(name.toLowerCase(), method);
  return standardClass(display, type) as unknown as BagClass;
}
