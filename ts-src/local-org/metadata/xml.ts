import { SaxesParser } from 'saxes';

/**
 * One element of a metadata file. Only what metadata XML uses: child elements, text and attributes; no comments,
 * no mixed content. `line` is 1-based, so that every later complaint can point into the file.
 */
export class XmlElement {
  /** Local name, without namespace prefix. */
  readonly name: string;
  readonly line: number;
  readonly children: readonly XmlElement[];
  /** Attribute values by qualified name (`xsi:type`). */
  readonly attributes: Readonly<Record<string, string>>;
  /** Character data directly inside this element, as written (CDATA resolved); '' when it has children only. */
  readonly value: string;

  constructor(name: string, line: number, children: readonly XmlElement[] = [], value = '', attributes: Readonly<Record<string, string>> = {}) {
    this.name = name;
    this.line = line;
    this.children = children;
    this.value = value;
    this.attributes = attributes;
  }

  /** First child of that name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((c) => c.name === name);
  }

  /** All children of that name, in document order. */
  list(name: string): readonly XmlElement[] {
    return this.children.filter((c) => c.name === name);
  }

  /** Text of the first child of that name; undefined when the child is absent or `xsi:nil`. */
  text(name: string): string | undefined {
    const child = this.child(name);
    return child === undefined || child.isNil ? undefined : child.value;
  }

  /** Texts of all children of that name. */
  texts(name: string): readonly string[] {
    return this.list(name).map((c) => c.value);
  }

  /** `true` / `false` of a child; `fallback` when it is absent. */
  flag(name: string, fallback = false): boolean {
    const text = this.text(name);
    return text === undefined ? fallback : text.trim() === 'true';
  }

  /** Number of a child; undefined when it is absent or no number. */
  number(name: string): number | undefined {
    const text = this.text(name)?.trim();
    return text === undefined || text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
  }

  /** Element below, by names from here down: `at('start', 'object')`. */
  at(...path: readonly string[]): XmlElement | undefined {
    return path.reduce<XmlElement | undefined>((element, name) => element?.child(name), this);
  }

  get isNil(): boolean {
    return this.attributes['xsi:nil'] === 'true';
  }
}

/** A metadata file that is no well-formed XML. `line` and `column` are 1-based. */
export class XmlError extends Error {
  readonly line: number;
  readonly column: number;
  constructor(reason: string, line: number, column: number) {
    super(reason);
    this.name = 'XmlError';
    this.line = line;
    this.column = column;
  }
}

interface OpenElement {
  name: string;
  line: number;
  children: XmlElement[];
  text: string;
  attributes: Record<string, string>;
}

const MAX_DEPTH = 200;

/** Parses one XML document. @throws XmlError on the first fault. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const stack: OpenElement[] = [];
  let root: XmlElement | undefined;
  let startLine = 1;
  parser.on('error', (error) => {
    // saxes prefixes its own "line:column: "; the fields carry it instead.
    throw new XmlError(error.message.replace(/^[^:]*\d+:\d+: /, ''), parser.line, parser.column + 1);
  });
  parser.on('opentagstart', () => {
    startLine = parser.line;
  });
  parser.on('opentag', (tag) => {
    // Whoever reads the tree goes down it by recursion.
    if (stack.length >= MAX_DEPTH) throw new XmlError(`elements are nested more than ${MAX_DEPTH} deep`, parser.line, parser.column + 1);
    stack.push({ name: localName(tag.name), line: startLine, children: [], text: '', attributes: tag.attributes as Record<string, string> });
  });
  const append = (chunk: string): void => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += chunk;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    const open = stack.pop()!;
    const value = open.children.length > 0 ? '' : open.text;
    const element = new XmlElement(open.name, open.line, open.children, value, open.attributes);
    const parent = stack.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });
  parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  if (root === undefined) throw new XmlError('document is empty', 1, 1);
  return root;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
