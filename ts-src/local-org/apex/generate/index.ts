/** Checked program -> JavaScript and metadata. */
import type { CheckResult } from '../check/index.ts';
import type { TypeWorld } from '../types/type-world.ts';
import { generateScript, generateType } from './classes.ts';
import type { PlacedCode } from './lines.ts';
import { unitMeta } from './meta.ts';
import type { ClassMeta } from './meta.ts';

export type { AnnotationMeta, ClassMeta, ConstructorMeta, FieldMeta, FrameMeta, MethodMeta, ParameterMeta } from './meta.ts';
export type { PlacedCode } from './lines.ts';

export interface GeneratedUnit extends PlacedCode {
  /** By lower-case name. */
  readonly meta: Readonly<Record<string, ClassMeta>>;
}

export function generate(world: TypeWorld, checked: CheckResult): GeneratedUnit {
  if (checked.kind === 'type') return { ...generateType(world, checked.type), meta: unitMeta(checked.type.type) };
  return { ...generateScript(world, checked.script), meta: unitMeta(checked.script.holder.type) };
}
