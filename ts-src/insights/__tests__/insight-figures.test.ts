import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The figures of the board are defined once, in custom metadata; the handbook tells the same, and reports name what there is. */
const root = path.resolve(import.meta.dirname, '../../..');
const insights = path.join(root, 'force-app/main/insights');

/** The text of an element, as people read it. */
function plain(xml: string | undefined): string {
  return (xml ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

interface Figure {
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
}

const figures: readonly Figure[] = readdirSync(path.join(insights, 'customMetadata'))
  .map((file) => readFileSync(path.join(insights, 'customMetadata', file), 'utf8'))
  .map((xml) => ({
    label: plain(/<label>([^<]*)<\/label>/.exec(xml)?.[1]),
    values: new Map([...xml.matchAll(/<field>(\w+)__c<\/field>\s*<value xsi:type="[^"]*">([^<]*)</g)].map((match) => [match[1]!, plain(match[2])] as const)),
  }))
  .toSorted((one, other) => Number(one.values.get('Position')) - Number(other.values.get('Position')));

test('the handbook tells each figure as the board does', () => {
  const rows = readFileSync(path.join(root, 'docs/insights.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ')).slice(1);
  expect(rows).toEqual(figures.map(({ label, values }) => `| ${[label, ...['Programme', 'Unit', 'Formula', 'Source'].map((name) => values.get(name))].join(' | ')} |`));
});

test('each figure is made of measures that are counted', () => {
  const counted = readdirSync(path.join(insights, 'classes'))
    .filter((file) => file === 'InsightFold.cls' || file === 'InsightEvents.cls')
    .map((file) => readFileSync(path.join(insights, 'classes', file), 'utf8'))
    .join('\n');
  const measures = figures.flatMap(({ values }) => ['Plus', 'Minus', 'Divisor'].flatMap((name) => (values.get(name) ?? '').split(';').filter((term) => term !== '')));
  expect(measures.length).toBeGreaterThan(figures.length);
  const unknown = measures.map((term) => term.split('.')[0]!).filter((measure) => !counted.includes(`'${measure}'`) && !(measure.endsWith('Converted') && counted.includes(`'${measure.replace(/Converted$/, '')}'`)));
  expect(unknown).toEqual([]);
});

test('the dashboard shows reports that there are, and reports show fields that there are', () => {
  const dashboard = readFileSync(path.join(insights, 'dashboards/Loop/Circular_Programmes.dashboard-meta.xml'), 'utf8');
  const reports = [...dashboard.matchAll(/<report>([^<]*)<\/report>/g)].map((match) => match[1]!);
  expect(reports.toSorted()).toEqual(readdirSync(path.join(insights, 'reports/Loop')).map((file) => `Loop/${file.split('.')[0]}`).toSorted());
  expect(reports.filter((name) => !existsSync(path.join(insights, 'reports', `${name}.report-meta.xml`)))).toEqual([]);
  const standard = new Set(['Name', 'CreatedDate']);
  const main = path.join(root, 'force-app/main');
  const missing = [...readdirSync(path.join(insights, 'reports/Loop')).map((file) => path.join(insights, 'reports/Loop', file))]
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/>(\w+__c)\$(\w+)</g)].map((match) => [match[1]!, match[2]!] as const))
    .filter(([object, field]) => !standard.has(field) && !readdirSync(main).some((domain) => existsSync(path.join(main, domain, 'objects', object, 'fields', `${field}.field-meta.xml`))));
  expect(missing).toEqual([]);
});

/** What a report names must be in its report type, and what its chart shows must be grouped and summed. */
describe.each(readdirSync(path.join(insights, 'reports/Loop')))('%s', (file) => {
  const report = readFileSync(path.join(insights, 'reports/Loop', file), 'utf8');
  const typeName = /<reportType>(\w+)__c</.exec(report)?.[1] ?? '';
  const type = readFileSync(path.join(insights, 'reportTypes', `${typeName}.reportType-meta.xml`), 'utf8');
  const fieldsOf = (xml: string, block: string, tag = 'field'): string[] =>
    [...xml.matchAll(new RegExp(`<${block}>(.*?)</${block}>`, 'gs'))].map((match) => new RegExp(`<${tag}>([^<]*)<`).exec(match[1]!)?.[1] ?? '');
  const main = path.join(root, 'force-app/main');
  const fileOf = (object: string, field: string): string => {
    const domain = readdirSync(main).find((candidate) => existsSync(path.join(main, candidate, 'objects', object, 'fields', `${field}.field-meta.xml`)));
    return readFileSync(path.join(main, domain!, 'objects', object, 'fields', `${field}.field-meta.xml`), 'utf8');
  };
  const columns = fieldsOf(report, 'columns');
  const groupings = fieldsOf(report, 'groupingsDown');

  test('every column, grouping, filter and time is a field of its report type', () => {
    const offered = new Set([...type.matchAll(/<field>(\w+)<\/field>\s*<table>(\w+)</g)].map((match) => `${match[2]}$${match[1]}`));
    const named = [...columns, ...groupings, ...fieldsOf(report, 'criteriaItems', 'column'), ...fieldsOf(report, 'timeFrameFilter', 'dateColumn')];
    // a summary formula names fields with a point
    const summed = fieldsOf(report, 'aggregates', 'calculatedFormula').flatMap((formula) => [...formula.matchAll(/(\w+__c)\.(\w+):/g)].map((match) => `${match[1]}$${match[2]}`));
    expect(fieldsOf(report, 'aggregates').length > 0).toBe(summed.length > 0);
    expect([...named, ...summed].filter((field) => !offered.has(field))).toEqual([]);
    expect(columns.filter((field) => groupings.includes(field))).toEqual([]);
  });

  test('the leader may read every field of it', () => {
    const named = new Set([...report.matchAll(/>(\w+__c)[$.](\w+__c)[<:]/g)].map((match) => `${match[1]}.${match[2]}`));
    const readable = readFileSync(path.join(main, 'experience/permissionsets/Loop_Leadership.permissionset-meta.xml'), 'utf8');
    const hidden = [...named].filter((name) => {
      const [object, field] = name.split('.') as [string, string];
      // what is required everybody reads who reads the record
      return !fileOf(object, field).includes('<required>true') && !readable.includes(`<field>${name}</field>\n        <readable>true`);
    });
    expect(hidden).toEqual([]);
  });

  test('the chart shows what is grouped and summed', () => {
    const summed = [...[...report.matchAll(/<columns>\s*<aggregateTypes>.*?<field>([^<]*)</gs)].map((match) => match[1]), ...fieldsOf(report, 'aggregates', 'developerName')];
    expect(groupings).toContain(/<groupingColumn>([^<]*)</.exec(report)?.[1]);
    expect(['RowCount', ...summed]).toContain(/<chartSummaries>.*?<column>([^<]*)</s.exec(report)?.[1]);
  });

  test('a filter by status names values that there are', () => {
    const object = /<baseObject>(\w+)</.exec(type)?.[1] ?? '';
    const values = [...report.matchAll(/<column>\w+\$Status__c<\/column>.*?<value>([^<]*)</gs)].flatMap((match) => match[1]!.split(','));
    const known = values.length === 0 ? [] : [...fileOf(object, 'Status__c').matchAll(/<fullName>([^<]*)</g)].map((match) => match[1]!);
    expect(values.filter((value) => !known.includes(value))).toEqual([]);
  });
});
