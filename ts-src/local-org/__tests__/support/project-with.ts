import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { widgetProject } from './widget-project.ts';

const META = '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion><status>Active</status></ApexClass>';

/** The widget project with more classes by name, and more files by their path below `force-app/main/default`. */
export function widgetProjectWith(classes: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): string {
  const root = widgetProject();
  const all: Record<string, string> = { ...files };
  for (const [name, source] of Object.entries(classes)) {
    all[`classes/${name}.cls`] = source;
    all[`classes/${name}.cls-meta.xml`] = META;
  }
  for (const [path, text] of Object.entries(all)) {
    const file = join(root, 'force-app/main/default', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}
