export * from './types.ts';
export { XmlElement, XmlError, parseXml } from './xml.ts';
export { changedSince, loadProject, type FileChanges } from './load-project.ts';
export { PART_KINDS } from './object-parts.ts';
export { watchProject, type ProjectWatcher } from './watch-project.ts';
export { filterLogic, type Joining } from './filter-logic.ts';
