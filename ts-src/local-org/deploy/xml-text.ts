import { XmlElement } from '../metadata/index.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A metadata file of this element, one element a line, four spaces a level, as the platform writes it. */
export function xmlFile(root: XmlElement): string {
  const attributes = 'xmlns' in root.attributes ? root.attributes : { xmlns: METADATA_NAMESPACE, ...root.attributes };
  const lines: string[] = [];
  write(new XmlElement(root.name, root.line, root.children, root.value, attributes), '', lines);
  return `${HEAD}${lines.join('\n')}\n`;
}

function write(element: XmlElement, indent: string, lines: string[]): void {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${escape(value).replaceAll('"', '&quot;')}"`).join('');
  const open = `${indent}<${element.name}${attributes}`;
  if (element.children.length > 0) {
    lines.push(`${open}>`);
    for (const child of element.children) write(child, `${indent}    `, lines);
    lines.push(`${indent}</${element.name}>`);
  } else if (element.value === '' || 'xsi:nil' in element.attributes) lines.push(`${open}/>`);
  else lines.push(`${open}>${escape(element.value)}</${element.name}>`);
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same text for elements that mean the same: without namespaces of the root, formatting and comments. */
export function canonicalXml(root: XmlElement): string {
  const attributes = Object.fromEntries(Object.entries(root.attributes).filter(([name]) => !name.startsWith('xmlns')));
  return canonical(new XmlElement(root.name, 0, root.children, root.value, attributes));
}

function canonical(element: XmlElement): string {
  const attributes = Object.entries(element.attributes).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join('');
  // The tools write equal names together; only their own order means something.
  const inner = element.children.length > 0 ? inOrder(element.children).map(canonical).join('') : escape(element.value.trim().replaceAll('\r\n', '\n'));
  return `<${element.name}${attributes}>${inner}</${element.name}>`;
}

/** All elements, each before its children. */
export function flatten(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(flatten)];
}

/** The root again with other children, in the order of their names as the platform writes them (equal names stay in order). */
export function withChildren(root: XmlElement, children: readonly XmlElement[]): XmlElement {
  return new XmlElement(root.name, root.line, inOrder(children), '', root.attributes);
}

const inOrder = (children: readonly XmlElement[]): XmlElement[] => children.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
