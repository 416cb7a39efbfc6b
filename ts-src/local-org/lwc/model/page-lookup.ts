import type { ProjectMetadata, XmlElement } from '../../metadata/index.ts';
import { pageModel } from './flexipage.ts';
import type { PageModel } from './flexipage.ts';

export type FormFactor = 'Large' | 'Medium' | 'Small';

/** The page that an app shows for a record of an object: the app's assignment, then the org's default; undefined: the standard page. */
export function recordPage(project: ProjectMetadata, appName: string, objectApiName: string, formFactor: FormFactor, profile?: string): PageModel | undefined {
  const app = project.applications.find((candidate) => candidate.fullName === appName)?.xml;
  const object = project.objects.find((candidate) => candidate.name === objectApiName)?.definition?.xml;
  const forObject = (override: XmlElement) => override.text('pageOrSobjectType') === objectApiName;
  return assigned(project, ['View'], formFactor, [
    (app?.list('profileActionOverrides') ?? []).filter((override) => forObject(override) && override.text('profile') === profile),
    (app?.list('actionOverrides') ?? []).filter(forObject),
    object?.list('actionOverrides') ?? [],
  ]);
}

/** The home page of an app; undefined: the standard one. */
export function homePage(project: ProjectMetadata, appName: string, formFactor: FormFactor): PageModel | undefined {
  const app = project.applications.find((candidate) => candidate.fullName === appName)?.xml;
  return assigned(project, ['View', 'Tab'], formFactor, [(app?.list('actionOverrides') ?? []).filter((override) => override.text('pageOrSobjectType') === 'standard-home')]);
}

export function pageByName(project: ProjectMetadata, name: string): PageModel | undefined {
  const page = project.flexipages.find((candidate) => candidate.fullName.toLowerCase() === name.toLowerCase());
  return page && pageModel(page);
}

/** A narrow window without a page of its own shows the desktop page, as a browser would. */
function assigned(project: ProjectMetadata, actions: readonly string[], formFactor: FormFactor, levels: readonly (readonly XmlElement[])[]): PageModel | undefined {
  for (const overrides of levels) {
    const pages = overrides.filter((override) => actions.includes(override.text('actionName') ?? '') && override.text('type')?.toLowerCase() === 'flexipage');
    const match = pages.find((override) => (override.text('formFactor') ?? 'Large') === formFactor) ?? pages.find((override) => (override.text('formFactor') ?? 'Large') === 'Large');
    const page = match && pageByName(project, match.text('content') ?? '');
    if (page) return page;
  }
  return undefined;
}
