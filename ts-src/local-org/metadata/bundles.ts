import type { SourceFile, SourceReader } from './source-files.ts';
import type { Bundle } from './types.ts';

/** Folders that are one component: `lwc/NAME/…`, `aura/NAME/…`, `digitalExperiences/TYPE/NAME/…`. */
export class BundleCollector {
  readonly #reader: SourceReader;
  readonly #files = new Map<string, { kind: 'lwc' | 'aura' | 'digitalExperiences'; folder: string; name: string; files: string[] }>();

  constructor(reader: SourceReader) {
    this.#reader = reader;
  }

  /** True when the file belongs to a bundle (or lies loose in a bundle folder, like jsconfig.json). */
  take(file: SourceFile): boolean {
    for (const [kind, depth] of [['lwc', 1], ['aura', 1], ['digitalExperiences', 2]] as const) {
      const at = file.segments.indexOf(kind);
      if (at < 0) continue;
      const end = at + depth + 1;
      if (file.segments.length <= end) return true;
      const folder = file.segments.slice(0, end).join('/');
      const bundle = this.#files.get(folder) ?? { kind, folder, name: file.segments[end - 1]!, files: [] };
      bundle.files.push(file.segments.slice(end).join('/'));
      this.#files.set(folder, bundle);
      return true;
    }
    return false;
  }

  finish(): { lwc: Bundle[]; aura: Bundle[]; digitalExperiences: Bundle[] } {
    const lists = { lwc: [] as Bundle[], aura: [] as Bundle[], digitalExperiences: [] as Bundle[] };
    const types = { lwc: 'LightningComponentBundle', aura: 'AuraDefinitionBundle', digitalExperiences: 'DigitalExperienceBundle' };
    for (const { kind, folder, name, files } of this.#files.values()) {
      const meta = files.find((file) => !file.includes('/') && file.endsWith('-meta.xml') && file.startsWith(`${name}.`));
      for (const file of files) if (file !== meta) this.#reader.bytes(`${folder}/${file}`);
      const xml = meta === undefined ? undefined : this.#reader.xml(`${folder}/${meta}`, types[kind], name);
      lists[kind].push({ type: types[kind], fullName: name, name, file: meta === undefined ? folder : `${folder}/${meta}`, folder: this.#reader.absolute(folder), files: [...files].sort(), xml });
    }
    return lists;
  }
}
