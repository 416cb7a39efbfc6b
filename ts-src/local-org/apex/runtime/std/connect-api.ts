import { current } from '../../../execution/context.ts';
import { standardSignatures } from '../../types/signatures/signatures.ts';
import { UnsupportedOperationException, raise } from '../exceptions.ts';
import { missing } from '../missing.ts';

/**
 * A class of ConnectApi with methods of its own. In tests the platform refuses them too, since tests see no data of the org; what code does
 * then can be run here.
 */
export function connectApiClass(key: string): object | undefined {
  const type = key.startsWith('connectapi_') ? standardSignatures().find(key.replaceAll('_', '.')) : undefined;
  if (type === undefined || ![...type.methods.values()].some((overloads) => overloads.some((method) => method.static))) return undefined;
  return new Proxy(Object.create(null) as object, {
    get(_target, member) {
      if (typeof member === 'symbol' || member === 'then') return undefined;
      return () => {
        if (current().test?.seeAllData === false && !member.startsWith('settest')) throw raise(UnsupportedOperationException, 'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).');
        missing(`${type.name}.${member}`);
      };
    },
  });
}
