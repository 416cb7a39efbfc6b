/** Gives value classes their Apex methods, under lower-case names. What the class has already under that name stays. */
export function mount<T extends object>(type: { readonly prototype: T }, methods: Readonly<Record<string, (this: T, ...args: never[]) => unknown>>): void {
  for (const [name, method] of Object.entries(methods)) {
    if (Object.hasOwn(type.prototype, name)) continue;
    Object.defineProperty(type.prototype, name, { value: method, writable: true, configurable: true });
  }
}
