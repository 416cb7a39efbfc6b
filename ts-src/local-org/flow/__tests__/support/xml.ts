/** Short words for the XML of flows in tests. */

export const to = (target: string, tag = 'connector'): string => `<${tag}><targetReference>${target}</targetReference></${tag}>`;
export const ref = (name: string): string => `<value><elementReference>${name}</elementReference></value>`;
export const text = (value: string): string => `<value><stringValue>${value}</stringValue></value>`;
export const number = (value: number): string => `<value><numberValue>${value.toFixed(1)}</numberValue></value>`;
export const yes = '<value><booleanValue>true</booleanValue></value>';
export const no = '<value><booleanValue>false</booleanValue></value>';

export const autolaunched = (first: string): string => `<processType>AutoLaunchedFlow</processType><start>${to(first)}</start>`;

export const recordTriggered = (object: string, when: 'RecordBeforeSave' | 'RecordAfterSave' | 'RecordBeforeDelete', on: string, first: string, more = ''): string =>
  `<processType>AutoLaunchedFlow</processType><start>${first === '' ? '' : to(first)}<object>${object}</object><recordTriggerType>${on}</recordTriggerType><triggerType>${when}</triggerType>${more}</start>`;

export const filter = (field: string, operator: string, value: string): string => `<filters><field>${field}</field><operator>${operator}</operator>${value}</filters>`;

export const variable = (name: string, dataType: string, more = ''): string => `<variables><name>${name}</name><dataType>${dataType}</dataType>${more}</variables>`;
export const input = '<isInput>true</isInput>';
export const output = '<isOutput>true</isOutput>';
export const collection = '<isCollection>true</isCollection>';
export const of = (object: string): string => `<objectType>${object}</objectType>`;

export const assignment = (name: string, items: readonly (readonly [target: string, operator: string, value: string])[], next = ''): string =>
  `<assignments><name>${name}</name><label>${name}</label>${items.map(([target, operator, value]) => `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value}</assignmentItems>`).join('')}${next === '' ? '' : to(next)}</assignments>`;

export const condition = (left: string, operator: string, value: string): string =>
  `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator>${value.replaceAll('value>', 'rightValue>').replaceAll(/<(\/?)(string|number|boolean)rightValue>/g, '<$1$2Value>')}</conditions>`;

export const decision = (name: string, rules: readonly (readonly [rule: string, conditions: string, next: string, logic?: string])[], otherwise = ''): string =>
  `<decisions><name>${name}</name><label>${name}</label>${otherwise === '' ? '' : to(otherwise, 'defaultConnector')}<defaultConnectorLabel>Else</defaultConnectorLabel>${rules.map(([rule, conditions, next, logic = 'and']) => `<rules><name>${rule}</name><conditionLogic>${logic}</conditionLogic>${conditions}${next === '' ? '' : to(next)}<label>${rule}</label></rules>`).join('')}</decisions>`;

export const loop = (name: string, over: string, each: string, after = ''): string =>
  `<loops><name>${name}</name><label>${name}</label><collectionReference>${over}</collectionReference><iterationOrder>Asc</iterationOrder>${to(each, 'nextValueConnector')}${after === '' ? '' : to(after, 'noMoreValuesConnector')}</loops>`;

export const lookup = (name: string, object: string, filters: string, next = '', more = '<getFirstRecordOnly>true</getFirstRecordOnly><storeOutputAutomatically>true</storeOutputAutomatically>'): string =>
  `<recordLookups><name>${name}</name><label>${name}</label><object>${object}</object><filterLogic>and</filterLogic>${filters}${more}${next === '' ? '' : to(next)}</recordLookups>`;

export const fieldInput = (field: string, value: string): string => `<inputAssignments><field>${field}</field>${value}</inputAssignments>`;

export const create = (name: string, object: string, inputs: string, next = '', more = '<storeOutputAutomatically>true</storeOutputAutomatically>'): string =>
  `<recordCreates><name>${name}</name><label>${name}</label><object>${object}</object>${inputs}${more}${next === '' ? '' : to(next)}</recordCreates>`;

export const formula = (name: string, dataType: string, expression: string, more = ''): string =>
  `<formulas><name>${name}</name><dataType>${dataType}</dataType><expression>${expression.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</expression>${more}</formulas>`;
