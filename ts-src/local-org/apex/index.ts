/** The Apex compiler. The library that compiled code calls is in runtime/. */
export * from './load/index.ts';
export type { AnnotationMeta, ClassMeta, ConstructorMeta, FieldMeta, MethodMeta, ParameterMeta } from './generate/index.ts';
