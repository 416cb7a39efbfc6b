import type { ProjectMetadata, XmlElement } from '../../metadata/index.ts';

const TARGET_OF_PAGE: Readonly<Record<string, string>> = { RecordPage: 'lightning__RecordPage', AppPage: 'lightning__AppPage', HomePage: 'lightning__HomePage', UtilityBar: 'lightning__UtilityBar' };

/** Properties for one instance of a bundle on a page: declared defaults, overridden by the page, in their declared types. */
export function componentDefaults(project: ProjectMetadata, bundleName: string, pageType: string, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const config = project.lwc.find((bundle) => bundle.name === bundleName)?.xml?.at('targetConfigs');
  const target = TARGET_OF_PAGE[pageType] ?? pageType;
  const declared = (config?.list('targetConfig') ?? []).filter((candidate) => (candidate.attributes.targets ?? '').split(',').some((name) => name.trim() === target)).flatMap((candidate) => candidate.list('property'));
  const values: Record<string, unknown> = { ...given };
  for (const property of declared) {
    const name = property.attributes.name;
    if (name === undefined) continue;
    const raw = name in given ? given[name] : property.attributes.default;
    if (raw !== undefined) values[name] = typed(raw, property);
  }
  return values;
}

function typed(value: unknown, property: XmlElement): unknown {
  if (typeof value !== 'string') return value;
  switch (property.attributes.type?.toLowerCase()) {
    case 'boolean': return value === 'true';
    case 'integer': return value.trim() === '' ? undefined : Number(value);
    default: return value;
  }
}
