import { current } from '../../../execution/context.ts';
import { ApexList } from '../collections/list.ts';
import { DescribeMap } from '../collections/map.ts';
import { sobjectType, sobjectTypeNamed } from '../describe/tokens.ts';
import { DescribeSObjectResult } from '../describe/results.ts';
import { InvalidParameterValueException, raise } from '../exceptions.ts';
import { statics } from '../missing.ts';
import { typeNamed } from '../types.ts';
import { required } from './numbers.ts';
import type { Schema } from '../../../schema/model.ts';

const globals = new WeakMap<Schema, DescribeMap>();

/** System.Schema */
export const schema = statics('Schema', {
  getglobaldescribe(): DescribeMap {
    const model = current().schema;
    let map = globals.get(model);
    if (map === undefined) {
      map = new DescribeMap(typeNamed('Map<String,Schema.SObjectType>'));
      for (const definition of model.objects) map.put(definition.name, sobjectType(definition.name));
      globals.set(model, map);
    }
    return map.clone();
  },
  describesobjects(names: ApexList): ApexList {
    const results = (required(names).items as string[]).map((name) => {
      const token = sobjectTypeNamed(name);
      if (token === null) throw raise(InvalidParameterValueException, `Invalid sobject provided. The Schema.describeSObject() methods does not support the ${name} sobject type.`);
      return new DescribeSObjectResult(token);
    });
    return ApexList.of('List<Schema.DescribeSObjectResult>', results);
  },
});

