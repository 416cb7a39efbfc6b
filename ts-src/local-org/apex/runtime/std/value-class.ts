import { standardSignatures } from '../../types/signatures/signatures.ts';
import type { TypeSignature } from '../../types/signatures/signatures.ts';
import { bagClass } from '../bag.ts';
import type { BagClass } from '../bag.ts';

/** Methods that every object has, or that only tell of the class itself. */
const HARMLESS = new Set(['clone', 'equals', 'hashcode', 'tostring', 'getbuildversion']);

/** Properties of a class and of those it extends. */
function propertiesOf(type: TypeSignature): string[] {
  const parents = type.supertypes.flatMap((name) => {
    const parent = standardSignatures().find(name);
    return parent?.kind === 'class' ? propertiesOf(parent) : [];
  });
  return [...parents, ...[...type.properties.values()].map(({ name }) => name)];
}

function onlyHoldsValues(type: TypeSignature): boolean {
  if (type.kind !== 'class' || type.constructors.every(({ parameters }) => parameters.length > 0)) return false;
  if ([...type.methods.keys()].some((name) => !HARMLESS.has(name)) || [...type.properties.values()].some((property) => property.static)) return false;
  return type.supertypes.every((name) => {
    const parent = standardSignatures().find(name);
    return parent === undefined || parent.kind === 'interface' || onlyHoldsValues(parent);
  });
}

/** A standard class that nothing is known of but its properties: `Messaging.InboundEmail`, inputs of ConnectApi. They begin as null. */
export function valueClass(key: string): BagClass | undefined {
  const type = standardSignatures().find(key.replaceAll('_', '.'));
  if (type === undefined || !onlyHoldsValues(type)) return undefined;
  const properties = propertiesOf(type);
  return properties.length === 0 ? undefined : bagClass(type.name, Object.fromEntries(properties.map((name) => [name, null])));
}
