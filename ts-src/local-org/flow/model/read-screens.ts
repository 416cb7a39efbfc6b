import type { ScreenElement, ScreenField } from './elements.ts';
import type { Part } from './part.ts';
import { readConditions, readInputs, readOutputs, readSource } from './values.ts';

export function readScreen(part: Part): Omit<ScreenElement, 'name' | 'label' | 'line' | 'unsupported'> {
  return {
    kind: 'screen',
    allowBack: part.flag('allowBack', true), allowFinish: part.flag('allowFinish', true), allowPause: part.flag('allowPause', true),
    showHeader: part.flag('showHeader', true), showFooter: part.flag('showFooter', true),
    helpText: part.text('helpText'), pausedText: part.text('pausedText'),
    nextLabel: part.text('nextOrFinishButtonLabel'), backLabel: part.text('backButtonLabel'), pauseLabel: part.text('pauseButtonLabel'),
    fields: part.list('fields').map(readField),
    next: part.connector(),
  };
}

function readField(part: Part): ScreenField {
  const validation = part.child('validationRule');
  const visibility = part.child('visibilityRule');
  // Fields of a record have no name of their own.
  const name = part.word('name') ?? part.word('objectFieldReference') ?? '';
  // Nested fields report their own gaps; `list` adds them to the parent's as well.
  const field = {
    name, fieldType: part.word('fieldType') ?? '', dataType: part.word('dataType'), text: part.text('fieldText'), helpText: part.text('helpText'),
    isRequired: part.flag('isRequired'), scale: part.number('scale'), defaultValue: readSource(part.child('defaultValue')), defaultChoice: part.word('defaultSelectedChoiceReference'),
    choices: part.words('choiceReferences'), extension: part.word('extensionName'), inputs: readInputs(part, 'inputParameters'), outputs: readOutputs(part, 'outputParameters'),
    store: part.flag('storeOutputAutomatically'), revisit: part.word('inputsOnNextNavToAssocScrn'), objectField: part.word('objectFieldReference'),
    visibility: visibility && readConditions(visibility),
    validation: validation && { message: validation.text('errorMessage') ?? '', formula: validation.text('formulaExpression') ?? '' },
    fields: part.list('fields').map(readField), line: part.line,
  };
  part.ignore('regionContainerType', 'isVisible', 'inputParameterHeader');
  return { ...field, unsupported: [] };
}
