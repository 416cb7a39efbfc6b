import type { FlowResource } from '../model/types.ts';
import type { FlowReport, Place } from './report.ts';

const KIND_LABELS: Readonly<Record<FlowResource['kind'], string>> = {
  variable: 'Variable', constant: 'Constant', formula: 'Formula', textTemplate: 'Text Template', choice: 'Choice', choiceSet: 'Choice Set', stage: 'Stage',
};

export function placeOfResource(resource: FlowResource): Place {
  return { name: resource.name, kind: KIND_LABELS[resource.kind], line: resource.line };
}

export function checkResource(report: FlowReport, resource: FlowResource): void {
  const place = placeOfResource(resource);
  report.unsupported(place, resource.unsupported);
  switch (resource.kind) {
    case 'variable':
      if (resource.dataType === 'SObject') report.object(place, resource.objectType);
      if (resource.dataType === 'Apex' && resource.apexClass === undefined) report.error(place, 'The Apex class is missing.');
      report.source(place, resource.value);
      return;
    case 'constant':
      report.source(place, resource.value);
      return;
    case 'formula':
      report.formula(place, resource.expression, resource.dataType);
      return;
    case 'textTemplate':
      report.text(place, resource.text);
      return;
    case 'choice':
      report.text(place, resource.text);
      report.source(place, resource.value);
      return;
    case 'choiceSet': {
      if (resource.collection !== undefined) report.reference(place, resource.collection);
      if (resource.picklistObject !== undefined) {
        report.field(place, report.object(place, resource.picklistObject), resource.picklistField);
        return;
      }
      if (resource.collection !== undefined) return;
      const object = report.object(place, resource.object);
      report.filters(place, object, resource.filters);
      for (const name of [resource.displayField, resource.valueField, resource.sortField]) report.field(place, object, name);
      for (const { field, target } of resource.outputs) {
        report.field(place, object, field);
        report.target(place, target);
      }
      return;
    }
    case 'stage':
      return;
  }
}
