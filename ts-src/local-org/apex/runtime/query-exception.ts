import { ApexMap } from './collections/map.ts';
import { ApexSet } from './collections/set.ts';
import { QueryException } from './exceptions.ts';

/** `QueryException.getInaccessibleFields()`. Here, because exceptions know no collections. */
Object.defineProperty(QueryException.prototype, 'getinaccessiblefields', {
  value(this: QueryException): ApexMap {
    return ApexMap.of('Map<String,Set<String>>', [...this.$inaccessible].map(([object, fields]): [unknown, unknown] => [object, ApexSet.of('Set<String>', fields)]));
  },
});
