import type { ScreenElement, ScreenField } from '../model/elements.ts';
import { isScreenFieldType } from '../screen/fields.ts';
import { checkConditions } from './elements.ts';
import type { FlowReport, Place } from './report.ts';

export function checkScreen(report: FlowReport, place: Place, screen: ScreenElement): void {
  if (report.flow.model.processType === 'AutoLaunchedFlow') report.error(place, "Screen elements aren't supported in autolaunched flows.");
  for (const text of [screen.helpText, screen.pausedText]) report.text(place, text);
  for (const field of screen.fields) checkField(report, place, field);
}

function checkField(report: FlowReport, screen: Place, field: ScreenField): void {
  const place = { name: field.name, kind: 'Screen Component', line: field.line };
  if (!isScreenFieldType(field.fieldType)) report.unsupported(screen, [`screen field ${field.fieldType}`]);
  report.text(place, field.text);
  report.text(place, field.helpText);
  report.source(place, field.defaultValue);
  for (const { value } of field.inputs) report.source(place, value);
  for (const { target } of field.outputs) report.target(place, target);
  if (field.objectField !== undefined) report.reference(place, field.objectField);
  for (const choice of field.choices) {
    const kind = report.flow.resource(choice)?.kind;
    if (kind !== 'choice' && kind !== 'choiceSet') report.error(place, `The choice "${choice}" doesn't exist.`);
  }
  if (field.visibility !== undefined) checkConditions(report, place, field.visibility);
  if (field.validation !== undefined) {
    report.formula(place, field.validation.formula, 'Boolean');
    report.text(place, field.validation.message);
  }
  for (const inner of field.fields) checkField(report, screen, inner);
}
