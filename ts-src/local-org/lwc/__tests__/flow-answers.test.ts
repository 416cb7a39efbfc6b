import type { FieldView } from '../../flow/index.ts';
// @ts-expect-error modules of the browser carry JSDoc types only
import { ScreenAnswers } from '../browser/local/flowAnswers/flowAnswers.js';

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({
  name, type: 'InputField', dataType: 'String', label: name, helpText: null, required: false, visible: true, scale: null, value: null, choices: [], component: null, inputs: {}, objectField: null, error: null, fields: [], ...more,
});
const component = (inputs: Record<string, unknown>, value: Record<string, unknown> = inputs, more: Partial<FieldView> = {}): FieldView => field('Picker', { type: 'ComponentInstance', component: 'c:picker', inputs, value, ...more });

interface Answers {
  change(name: string, value: unknown): void;
  tell(name: string, attribute: string, value: unknown): void;
  refresh(fields: readonly FieldView[]): void;
  fields(): FieldView[];
  toJson(): Record<string, unknown>;
}
const answersTo = (...fields: FieldView[]): Answers => new ScreenAnswers(fields) as Answers;
const valueOf = (answers: Answers, name: string): unknown => answers.fields().find((each) => each.name === name)?.value;

test('what was entered stands over what the server holds, also after a refresh', () => {
  const answers = answersTo(field('A', { value: 'old' }), field('B', { value: 1 }));
  answers.change('A', 'new');
  answers.refresh([field('A', { value: 'late' }), field('B', { value: 2 })]);
  expect([valueOf(answers, 'A'), valueOf(answers, 'B'), answers.toJson()]).toEqual(['new', 2, { A: 'new' }]);
});

test('a hidden field is not drawn, loses its answer, and comes back as the server has it', () => {
  const answers = answersTo(field('A'));
  answers.change('A', 'mine');
  answers.refresh([field('A', { visible: false })]);
  expect([answers.fields(), answers.toJson()]).toEqual([[], {}]);
  answers.refresh([field('A', { value: 'default' })]);
  expect(valueOf(answers, 'A')).toBe('default');
});

test('a choice that is no longer offered is given up', () => {
  const box = (...values: string[]): FieldView => field('Box', { type: 'DropdownBox', choices: values.map((value) => ({ name: 'Set', label: value, value })) });
  const answers = answersTo(box('a', 'b'));
  answers.change('Box', 'b');
  answers.refresh([box('b', 'c')]);
  expect(valueOf(answers, 'Box')).toBe('b');
  answers.refresh([box('c')]);
  expect(answers.toJson()).toEqual({ Box: null });
});

test('a component keeps what it has told, the same object; an input that changes replaces it', () => {
  const answers = answersTo(component({ start: 1, label: 'x' }));
  const rows = [{ id: 1 }];
  answers.tell('Picker', 'rows', rows);
  answers.tell('Picker', 'start', 5);
  answers.refresh([component({ start: 1, label: 'y' }, { start: 5, label: 'y', rows: [{ id: 1 }] })]);
  expect(valueOf(answers, 'Picker')).toEqual({ start: 5, label: 'y', rows });
  expect((valueOf(answers, 'Picker') as { rows: unknown }).rows).toBe(rows);
  answers.refresh([component({ start: 2, label: 'y' })]);
  expect(valueOf(answers, 'Picker')).toMatchObject({ start: 2 });
  expect(answers.toJson()).toEqual({ Picker: { rows } });
});

test('a screen that comes again starts a component with what it had told', () => {
  expect(valueOf(answersTo(component({ start: 1 }, { start: 5, rows: [2] })), 'Picker')).toEqual({ start: 5, rows: [2] });
});

test('fields in sections are drawn in them', () => {
  const section = field('Section', { type: 'RegionContainer', fields: [field('Column', { type: 'Region', fields: [field('A'), field('B', { visible: false })] })] });
  const answers = answersTo(section);
  answers.change('A', 1);
  expect(answers.fields()[0]!.fields[0]!.fields.map(({ name, value }) => [name, value])).toEqual([['A', 1]]);
});

test('a component that gives a value up tells so', () => {
  const answers = answersTo(component({ start: 1 }));
  answers.tell('Picker', 'start', undefined);
  expect(JSON.parse(JSON.stringify(answers.toJson()))).toEqual({ Picker: { start: null } });
});
