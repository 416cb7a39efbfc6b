/** The types of Apex expressions. Types are interned by `TypeWorld`: the same type is the same object. */
import type { SObjectDef } from '../../schema/model.ts';
import type { TypeSignature } from './signatures/signatures.ts';
import type { UserType } from './user-type.ts';

export type PrimitiveName =
  | 'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob';

interface Base {
  /** As the platform prints it: `List<String>`, `Account`, `Outer.Inner`, `Database.SaveResult`. */
  readonly name: string;
  /** The name as part of a mangled member name: letters, digits and `_`. */
  readonly key: string;
}

export interface PrimitiveType extends Base {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
  readonly signature: TypeSignature;
}

/** `definition` is undefined for `SObject` itself, AggregateResult and objects whose fields are not known. */
export interface SObjectType extends Base {
  readonly kind: 'sobject';
  readonly definition: SObjectDef | undefined;
}

/** Classes, interfaces and enums of the platform, List, Set, Map and Object among them. */
export interface StandardType extends Base {
  readonly kind: 'standard';
  readonly signature: TypeSignature;
  readonly args: readonly Type[];
}

/** A standard type that has arguments, as List, Set and Map do. */
export interface GenericType extends StandardType {
  readonly args: readonly [Type, ...Type[]];
}

/** A type parameter inside a standard signature. */
export interface TypeVariable extends Base {
  readonly kind: 'variable';
}

/** `void`, the type of `null`, and the type of what could not be typed (no further errors about it). */
export interface SpecialType extends Base {
  readonly kind: 'void' | 'null' | 'unknown';
}

export type Type = PrimitiveType | SObjectType | StandardType | TypeVariable | SpecialType | UserType;

export const VOID: SpecialType = { kind: 'void', name: 'void', key: 'void' };
export const NULL: SpecialType = { kind: 'null', name: 'null', key: 'null' };
export const UNKNOWN: SpecialType = { kind: 'unknown', name: 'Unknown', key: 'unknown' };

export const isPrimitive = (type: Type, name: PrimitiveName): boolean => type.kind === 'primitive' && type.name === name;
export const isStandard = (type: Type, name: string): boolean => type.kind === 'standard' && type.signature.name === name;
export const isObject = (type: Type): boolean => isStandard(type, 'Object');
export const isList = (type: Type): type is GenericType => isStandard(type, 'List');
export const isSet = (type: Type): type is GenericType => isStandard(type, 'Set');
export const isMap = (type: Type): type is GenericType => isStandard(type, 'Map');
export const isCollection = (type: Type): type is GenericType => isList(type) || isSet(type) || isMap(type);
export const isGenericSObject = (type: Type): boolean => type.kind === 'sobject' && type.name === 'SObject';
export const isText = (type: Type): boolean => type.kind === 'primitive' && (type.name === 'String' || type.name === 'Id');

const NUMERIC_RANK: Readonly<Record<string, number>> = { Integer: 1, Long: 2, Double: 3, Decimal: 4 };
/** 1 Integer, 2 Long, 3 Double, 4 Decimal; 0 for all others. */
export const numericRank = (type: Type): number => (type.kind === 'primitive' ? (NUMERIC_RANK[type.name] ?? 0) : 0);
