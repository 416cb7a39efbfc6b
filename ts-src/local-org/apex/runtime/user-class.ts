/** Classes written in Apex, as the library meets them. */
import type { ClassMeta, FieldMeta, MethodMeta } from '../generate/index.ts';

export type FieldView = FieldMeta;
export type MethodView = MethodMeta;
export type ClassView = ClassMeta;

/** A generated JavaScript class. */
export interface UserClass {
  new (): UserObject;
  readonly prototype: UserObject;
  readonly $meta: ClassView;
  /** The constructor without arguments, where there is one. */
  readonly $new$?: () => UserObject;
}

export type UserObject = object & { readonly constructor: unknown } & Record<string, unknown>;

/** Where user classes come from (apex/load). Names ignore case; inner classes as `Outer.Inner`. */
export interface ClassSource {
  load(name: string): unknown;
  meta(name: string): ClassView | undefined;
  /** `Class.Foo.bar` of a line in a script; undefined when the file is no script of the program. */
  locate(file: string, line: number): string | undefined;
}

export function metaOf(value: object): ClassView | undefined {
  return (value.constructor as { readonly $meta?: ClassView } | undefined)?.$meta;
}

/** The method a user class offers under a standard name, if it does. */
export function userMethod(value: object, name: string): ((...args: unknown[]) => unknown) | undefined {
  return name in value ? (value as Record<string, (...args: unknown[]) => unknown>)[name] : undefined;
}

const fieldsOfClasses = new WeakMap<object, FieldView[]>();

/** Instance fields, those of superclasses first. */
export function instanceFields(value: object): readonly FieldView[] {
  const own = value.constructor;
  let fields = fieldsOfClasses.get(own);
  if (fields === undefined) {
    const chain: ClassView[] = [];
    for (let type = own as { $meta?: ClassView }; type?.$meta !== undefined; type = Object.getPrototypeOf(type) as typeof type) {
      if (Object.hasOwn(type, '$meta')) chain.unshift(type.$meta);
    }
    fieldsOfClasses.set(own, (fields = chain.flatMap((meta) => meta.fields.filter((field) => !field.static))));
  }
  return fields;
}
