import { NotImplementedError } from '../../execution/errors.ts';
import type { SObjectDef } from '../../schema/model.ts';
import type { FlowElement, ScreenField } from '../model/elements.ts';
import type { FlowFormula, FlowModel, FlowResource, FlowSource, FlowVariable } from '../model/types.ts';
import type { FlowHost } from '../host.ts';
import { sound } from './errors.ts';
import { FlowStructure, fit } from './flow-value.ts';
import type { FlowType, FlowValue } from './flow-value.ts';
import { compileFlowFormula } from './formulas.ts';
import type { CompiledFormula } from './formulas.ts';
import { compileEntry } from './conditions.ts';
import type { Predicate } from './conditions.ts';
import type { Interview } from './interview.ts';
import { resolveReference, variableType } from './references.ts';
import type { Reference } from './references.ts';
import { compileStep } from './compile-step.ts';
import type { Step } from './step.ts';
import { compileTemplate } from './templates.ts';

/** Finds other flows, for subflows. */
export type FindFlow = (name: string) => CompiledFlow | undefined;

export type ValueReader = (interview: Interview) => FlowValue;

/**
 * A flow ready to run. Elements, references, formulas and templates are compiled when they are first needed and kept; nothing in
 * here changes with an interview. Names ignore case.
 */
export class CompiledFlow {
  readonly model: FlowModel;
  readonly host: FlowHost;
  readonly find: FindFlow;
  readonly triggerObject: SObjectDef | undefined;
  /** Names of the stages that are active from the start. */
  readonly activeStages: FlowValue;
  private readonly names = new Map<string, FlowElement | FlowResource>();
  private readonly fields = new Map<string, ScreenField>();
  private readonly outcomes = new Map<string, string>();
  private readonly steps = new Map<string, Step>();
  private readonly references = new Map<string, Reference | undefined>();
  private readonly formulas = new Map<FlowFormula, CompiledFormula>();
  private readonly templates = new Map<string, (interview: Interview) => string>();
  private entryTest: Predicate | undefined;

  constructor(model: FlowModel, host: FlowHost, find: FindFlow) {
    this.model = model;
    this.host = host;
    this.find = find;
    this.triggerObject = model.start.object === undefined ? undefined : host.schema.object(model.start.object);
    const stages = [...model.resources.values()].filter((resource) => resource.kind === 'stage' && resource.isActive);
    this.activeStages = stages.length === 0 ? null : stages.map(({ name }) => name);
    for (const item of [...model.resources.values(), ...model.elements.values()]) this.names.set(item.name.toLowerCase(), item);
    for (const element of model.elements.values()) {
      if (element.kind === 'screen') this.indexFields(element.fields);
      if (element.kind === 'decision') for (const rule of element.rules) this.outcomes.set(rule.name.toLowerCase(), rule.name);
    }
  }

  private indexFields(fields: readonly ScreenField[]): void {
    for (const field of fields) {
      this.fields.set(field.name.toLowerCase(), field);
      this.indexFields(field.fields);
    }
  }

  element(name: string): FlowElement | undefined {
    const found = this.names.get(name.toLowerCase());
    return found !== undefined && this.model.elements.get(found.name) === found ? (found as FlowElement) : undefined;
  }

  resource(name: string): FlowResource | undefined {
    const found = this.names.get(name.toLowerCase());
    return found !== undefined && this.model.resources.get(found.name) === found ? (found as FlowResource) : undefined;
  }

  screenField(name: string): ScreenField | undefined {
    return this.fields.get(name.toLowerCase());
  }

  /** The name of a decision's outcome as declared. */
  outcome(name: string): string | undefined {
    return this.outcomes.get(name.toLowerCase());
  }

  /** Names of the screen fields that offer a choice. */
  fieldsWithChoice(choice: string): readonly string[] {
    return [...this.fields.values()].filter((field) => field.choices.some((each) => each.toLowerCase() === choice.toLowerCase())).map(({ name }) => name);
  }

  variables(direction: 'isInput' | 'isOutput'): readonly FlowVariable[] {
    return [...this.model.resources.values()].filter((resource): resource is FlowVariable => resource.kind === 'variable' && resource[direction]);
  }

  typeOf(variable: FlowVariable): FlowType {
    return variableType(this, variable);
  }

  /** Types of members are known to Apex alone. */
  memberType(_type: FlowType | undefined, _path: readonly string[]): FlowType | undefined {
    return undefined;
  }

  reference(text: string): Reference | undefined {
    const key = text.toLowerCase();
    if (!this.references.has(key)) {
      this.references.set(key, undefined);
      this.references.set(key, resolveReference(this, text));
    }
    return this.references.get(key);
  }

  /** @throws NotImplementedError when there is nothing of that name: a deploy would have refused the flow */
  needed(text: string): Reference {
    const found = this.reference(text);
    if (found === undefined) throw new NotImplementedError(`flow ${this.model.name}: reference ${text}`);
    return found;
  }

  /** Where a value comes from, ready to read; absent sources are null. */
  source(source: FlowSource | undefined): ValueReader {
    if (source === undefined) return () => null;
    switch (source.kind) {
      case 'literal': {
        const { value } = source;
        return () => value;
      }
      case 'template':
        return this.template(source.text);
      case 'reference': {
        const reference = this.needed(source.reference);
        return (interview) => reference.read(interview);
      }
      case 'formula': {
        const formula = sound(this.model.name, () => compileFlowFormula(this, source.expression, source.dataType));
        return (interview) => formula.run(interview);
      }
    }
  }

  template(text: string): (interview: Interview) => string {
    let template = this.templates.get(text);
    if (template === undefined) this.templates.set(text, (template = compileTemplate(this, text)));
    return template;
  }

  formula(resource: FlowFormula): CompiledFormula {
    let formula = this.formulas.get(resource);
    if (formula === undefined) this.formulas.set(resource, (formula = sound(this.model.name, () => compileFlowFormula(this, resource.expression, resource.dataType, resource.scale))));
    return formula;
  }

  /** Value of a variable before anyone sets it. */
  initial(name: string, interview: Interview): FlowValue {
    const resource = this.resource(name);
    if (resource?.kind !== 'variable') return null;
    const type = this.typeOf(resource);
    if (resource.value !== undefined) return fit(this.source(resource.value)(interview), type, interview.zone);
    return type.collection ? [] : type.dataType === 'Apex' ? new FlowStructure(type.apexClass) : null;
  }

  /** The step of an element; null at the end of a path. */
  step(name: string | undefined): Step | null {
    if (name === undefined) return null;
    const key = name.toLowerCase();
    let step = this.steps.get(key);
    if (step === undefined) {
      const element = this.element(name);
      if (element === undefined) throw new NotImplementedError(`flow ${this.model.name}: element ${name}, which a connector points to`);
      this.steps.set(key, (step = Object.freeze(sound(this.model.name, () => compileStep(this, element)))));
    }
    return step;
  }

  /** Do the entry conditions hold for `$Record`? A change that they may ask for is not looked at here. */
  meetsEntry(interview: Interview): boolean {
    return (this.entryTest ??= sound(this.model.name, () => this.compileEntry()))(interview);
  }

  private compileEntry(): Predicate {
    const { entry, filterFormula } = this.model.start;
    if (filterFormula === undefined || filterFormula.trim() === '') return compileEntry(this, entry);
    const formula = compileFlowFormula(this, filterFormula, 'Boolean');
    return (interview) => formula.run(interview) === true;
  }
}
