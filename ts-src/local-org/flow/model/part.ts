import type { XmlElement } from '../../metadata/index.ts';

/** Children that say nothing about how a flow runs. */
const SILENT = new Set([
  'name', 'label', 'description', 'locationX', 'locationY', 'processMetadataValues', 'elementSubtype', 'nameSegment', 'offset', 'versionSegment',
  'versionString', 'isGoTo', 'styleProperties', 'isNameModified', 'flowTransactionModel', 'dataTypeMappings',
]);

/**
 * Reads one element of a flow's file and remembers which children were asked for, so that what nobody read can be named as
 * unsupported instead of being passed over.
 */
export class Part {
  readonly xml: XmlElement;
  private readonly known = new Set<string>();
  private readonly parts: Part[] = [];

  constructor(xml: XmlElement) {
    this.xml = xml;
  }

  get line(): number {
    return this.xml.line;
  }

  /** Text of a child, trimmed; undefined when it is absent or empty. For names, references and choices. */
  word(name: string): string | undefined {
    this.known.add(name);
    const text = this.xml.text(name)?.trim();
    return text === '' ? undefined : text;
  }

  /** Text of a child as written. */
  text(name: string): string | undefined {
    this.known.add(name);
    return this.xml.text(name);
  }

  words(name: string): readonly string[] {
    this.known.add(name);
    return this.xml.texts(name).map((text) => text.trim());
  }

  flag(name: string, fallback = false): boolean {
    this.known.add(name);
    return this.xml.flag(name, fallback);
  }

  number(name: string): number | undefined {
    this.known.add(name);
    return this.xml.number(name);
  }

  child(name: string): Part | undefined {
    return this.list(name)[0];
  }

  list(name: string): readonly Part[] {
    this.known.add(name);
    const parts = this.xml.list(name).map((child) => new Part(child));
    this.parts.push(...parts);
    return parts;
  }

  /** Reads and forgets: a child that has no effect here. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.known.add(name);
  }

  /** Target of a connector child. */
  connector(name = 'connector'): string | undefined {
    return this.child(name)?.word('targetReference');
  }

  /** Tags below this element that nobody read, as paths: `filters.weight`. */
  unread(): readonly string[] {
    const own = [...new Set(this.xml.children.map((child) => child.name))].filter((name) => !this.known.has(name) && !SILENT.has(name));
    const below = this.parts.flatMap((part) => part.unread().map((path) => `${part.xml.name}.${path}`));
    return [...own, ...new Set(below)];
  }
}
