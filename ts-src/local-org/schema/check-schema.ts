import type { DeployProblem, ProjectMetadata } from '../metadata/index.ts';
import type { Schema } from './model.ts';

export function checkSchema(_project: ProjectMetadata, _schema: Schema): DeployProblem[] {
  return [];
}
