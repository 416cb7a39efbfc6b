import { NotImplementedError } from '../../execution/errors.ts';

/**
 * The end of a prototype chain that turns every unknown Apex member into NotImplementedError. Members that exist are found
 * before the chain gets here, so nothing is paid for it on the hot path. `'x' in object` still tells the truth.
 */
const MEMBER = /^[a-z][a-z0-9_]*$/;
/** Names that JavaScript itself or its tools look up. */
const NATIVE = new Set(['then', 'length', 'name', 'prototype', 'constructor', 'caller', 'callee', 'arguments', 'stack', 'message', 'cause', 'inspect', 'errors', 'code', 'type']);

export function missingMembers(display: string, target: object): object {
  return new Proxy(Object.create(target) as object, {
    get(object, key, receiver) {
      const found: unknown = Reflect.get(object, key, receiver);
      if (found !== undefined || typeof key === 'symbol' || !MEMBER.test(key) || NATIVE.has(key)) return found;
      return () => {
        throw new NotImplementedError(`${display}.${key}`);
      };
    },
  });
}

/** A standard class that has only static members. */
export function statics<T extends object>(display: string, members: T): T {
  Object.setPrototypeOf(members, missingMembers(display, Object.prototype));
  return members;
}

/** A standard class with instances: traps for its static members and for those of its instances. */
export function standardClass<T extends { prototype: object }>(display: string, constructor: T): T {
  if (Object.getPrototypeOf(constructor) === Function.prototype) {
    Object.setPrototypeOf(constructor, missingMembers(display, Function.prototype));
    Object.setPrototypeOf(constructor.prototype, missingMembers(display, Object.prototype));
  }
  Object.defineProperty(constructor, '$typeName', { value: display, configurable: true });
  return constructor;
}

/** A class nobody wrote yet: every member of it is missing. */
export function missingClass(display: string): object {
  return new Proxy(Object.create(null) as object, {
    get(_object, key) {
      if (typeof key === 'symbol' || key === 'then') return undefined;
      return () => {
        throw new NotImplementedError(key === '$new' ? `new ${display}` : `${display}.${key}`);
      };
    },
  });
}

export function missing(feature: string): never {
  throw new NotImplementedError(feature);
}
