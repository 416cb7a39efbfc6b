import { current } from '../../../execution/context.ts';
import { missing } from '../missing.ts';

/** `System.Label.My_Label`. */
export function label(name: string): string {
  return current().resources.label(name) ?? missing(`the label ${name}`);
}
