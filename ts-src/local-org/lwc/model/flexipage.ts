import type { XmlComponent, XmlElement } from '../../metadata/index.ts';

/** A flexipage as the browser draws it. */
export interface PageModel {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** `flexipage:recordHomeTemplateDesktop` */
  readonly template: string;
  readonly objectApiName: string | null;
  readonly regions: readonly RegionModel[];
}

export interface RegionModel {
  readonly name: string;
  readonly kind: 'region' | 'facet';
  readonly items: readonly ItemModel[];
}

export type ItemModel = ComponentModel | FieldModel;

export interface ComponentModel {
  readonly kind: 'component';
  readonly id: string;
  /** Module specifier: `c/twinCard`, `force/highlightsPanel`. */
  readonly module: string;
  /** As the page's XML names it. */
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly rule?: VisibilityRule;
}

export interface FieldModel {
  readonly kind: 'field';
  readonly id: string;
  /** `Name`, `Account.Name` */
  readonly field: string;
  readonly behavior: 'none' | 'required' | 'readonly';
  readonly rule?: VisibilityRule;
}

export interface VisibilityRule {
  /** `1 AND (2 OR 3)`; absent: all. */
  readonly filter?: string;
  readonly criteria: readonly { readonly left: string; readonly operator: string; readonly right: string }[];
}

export function pageModel(page: XmlComponent): PageModel {
  const { xml } = page;
  return {
    name: page.fullName,
    label: xml.text('masterLabel') ?? page.fullName,
    type: xml.text('type') ?? 'AppPage',
    template: xml.at('template', 'name')?.value ?? 'flexipage:defaultAppHomeTemplate',
    objectApiName: xml.text('sobjectType') ?? null,
    regions: xml.list('flexiPageRegions').map((region) => regionModel(region, page.fullName)),
  };
}

function regionModel(region: XmlElement, pageName: string): RegionModel {
  const name = region.text('name') ?? '';
  // Pages written before v49 hold the instances without the wrapper.
  const instances = region.children.flatMap((child) => (child.name === 'itemInstances' ? child.children : child.name === 'componentInstances' ? [child] : []));
  return {
    name,
    kind: region.text('type') === 'Facet' ? 'facet' : 'region',
    items: instances.flatMap((instance, index): ItemModel[] => {
      const id = instance.text('identifier') ?? `${pageName}-${name}-${index}`;
      if (instance.name === 'fieldInstance') return [fieldModel(instance, id)];
      return instance.text('componentName') ? [componentModel(instance, id)] : [];
    }),
  };
}

function componentModel(instance: XmlElement, id: string): ComponentModel {
  const name = instance.text('componentName')!;
  const properties = Object.fromEntries(instance.list('componentInstanceProperties').map((property) => [property.text('name') ?? '', propertyValue(property)]));
  return { kind: 'component', id, name, module: moduleOf(name), properties, ...ruleOf(instance) };
}

function fieldModel(instance: XmlElement, id: string): FieldModel {
  const behavior = instance.list('fieldInstanceProperties').find((property) => property.text('name') === 'uiBehavior')?.text('value');
  return {
    kind: 'field',
    id,
    field: (instance.text('fieldItem') ?? '').replace(/^Record\./, ''),
    behavior: behavior === 'required' || behavior === 'readonly' ? behavior : 'none',
    ...ruleOf(instance),
  };
}

/** A list of values, or one value. */
function propertyValue(property: XmlElement): unknown {
  const list = property.child('valueList');
  return list ? list.list('valueListItems').map((item) => item.text('value') ?? '') : (property.text('value') ?? '');
}

/** `twinCard` and `c:twinCard` are the project's own; `force:detailPanel` is the platform's. */
export function moduleOf(componentName: string): string {
  return componentName.includes(':') ? componentName.replace(':', '/') : `c/${componentName}`;
}

function ruleOf(instance: XmlElement): { rule?: VisibilityRule } {
  const rule = instance.child('visibilityRule');
  if (!rule) return {};
  const filter = rule.text('booleanFilter');
  const criteria = rule.list('criteria').map((criterion) => ({
    left: criterion.text('leftValue') ?? '',
    operator: criterion.text('operator') ?? 'EQUAL',
    right: criterion.text('rightValue') ?? '',
  }));
  return { rule: { ...(filter ? { filter } : {}), criteria } };
}
