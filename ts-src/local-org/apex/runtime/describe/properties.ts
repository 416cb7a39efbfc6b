/** Property access (`describe.label`) means the getter (`getLabel()`, `isCustom()`). */
export function propertiesFromGetters(type: { readonly prototype: object }): void {
  for (const method of Object.getOwnPropertyNames(type.prototype)) {
    const match = /^(?:get|is)(\w+)$/.exec(method);
    if (match === null || Object.hasOwn(type.prototype, match[1]!)) continue;
    Object.defineProperty(type.prototype, match[1]!, {
      get(this: Record<string, () => unknown>) {
        return this[method]!();
      },
      configurable: true,
    });
  }
}
