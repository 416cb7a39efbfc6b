import type { ProjectMetadata } from '../../metadata/index.ts';

/** A button of a record page. */
export interface ActionModel {
  /** `Edit`, `Delete`, or `Case.Start_Repair`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'standard' | 'component' | 'flow' | 'unsupported';
  /** Module of a component action; `screen` ones open a dialog, others have `invoke()`. */
  readonly module: string | null;
  readonly screen: boolean;
  /** Name of the flow of a flow action. */
  readonly flow: string | null;
}

const STANDARD: Readonly<Record<string, string>> = { Edit: 'Edit', Delete: 'Delete', ChangeOwnerOne: 'Change Owner' };

/** Actions of an object's layout in order, or the names that a page asks for. */
export function actionModels(project: ProjectMetadata, objectName: string, asked: readonly string[]): readonly ActionModel[] {
  const names = asked.length > 0 ? asked : layoutActions(project, objectName);
  return names.flatMap((name) => {
    const standard = STANDARD[name];
    if (standard !== undefined) return [{ name, label: standard, kind: 'standard' as const, module: null, screen: false, flow: null }];
    const action = quickAction(project, name, objectName);
    return action ? [action] : [];
  });
}

function quickAction(project: ProjectMetadata, name: string, objectName: string): ActionModel | undefined {
  const found = project.quickActions.find(({ fullName }) => fullName === name) ?? project.quickActions.find(({ fullName }) => fullName === `${objectName}.${name}`);
  if (!found) return undefined;
  const { xml } = found;
  const component = xml.text('lightningWebComponent');
  const label = xml.text('label') ?? name;
  const flow = xml.text('flowDefinition');
  if (flow) return { name, label, kind: 'flow', module: null, screen: true, flow };
  if (!component) return { name, label, kind: 'unsupported', module: null, screen: false, flow: null };
  return { name, label, kind: 'component', module: `c/${component.replace(/^c__/, '')}`, screen: isScreen(project, component, xml.text('actionSubtype')), flow: null };
}

/** The bundle itself says whether it is headless. */
function isScreen(project: ProjectMetadata, component: string, subtype: string | undefined): boolean {
  const config = project.lwc.find(({ name }) => name === component.replace(/^c__/, ''))?.xml?.child('targetConfigs');
  const declared = config?.list('targetConfig').find((target) => (target.attributes.targets ?? '').includes('lightning__RecordAction'))?.text('actionType');
  return (declared ?? subtype ?? 'ScreenAction') !== 'Action';
}

function layoutActions(project: ProjectMetadata, objectName: string): readonly string[] {
  const layout = project.layouts.find(({ fullName }) => decodeURIComponent(fullName).startsWith(`${objectName}-`))?.xml;
  const lists = layout?.list('platformActionList') ?? [];
  const items = lists.filter((list) => list.text('actionListContext') === 'Record').flatMap((list) => list.list('platformActionListItems'));
  if (items.length > 0) {
    const sorted = [...items].sort((a, b) => (a.number('sortOrder') ?? 0) - (b.number('sortOrder') ?? 0));
    return sorted.map((item) => item.text('actionName') ?? '');
  }
  const quick = layout?.child('quickActionList')?.list('quickActionListItems').map((item) => item.text('quickActionName') ?? '') ?? [];
  return ['Edit', ...quick, 'Delete', 'ChangeOwnerOne'];
}
