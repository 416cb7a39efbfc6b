/** Compile errors in the platform's words. */
import type { Type } from '../types/types.ts';
import type { MethodSymbol } from '../types/user-type.ts';

const typeList = (types: readonly Type[]): string => types.map((type) => type.name).join(', ');

/** `Integer count(String, Boolean) from the type Foo` */
export const methodText = (method: MethodSymbol): string => `${method.returns.name} ${method.name}(${typeList(method.parameters.map((parameter) => parameter.type))}) from the type ${method.owner.name}`;

export const methodMissing = (name: string, args: readonly Type[], owner: Type): string => `Method does not exist or incorrect signature: void ${name}(${typeList(args)}) from the type ${owner.name}`;

export const constructorMissing = (type: Type, args: readonly Type[]): string => `Constructor not defined: [${type.name}].<Constructor>(${typeList(args)})`;

export const illegalAssignment = (from: Type, to: Type): string => `Illegal assignment from ${from.name} to ${to.name}`;

export const noSuchColumn = (column: string, entity: string): string =>
  `No such column '${column}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ` +
  'Please reference your WSDL or the describe call for the appropriate names.';
