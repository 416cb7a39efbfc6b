import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { backtest as run, calibrationFile, calibrationText } from '../../rules-build/calibration/index.ts';
import type { TestedCategory } from '../../rules-build/calibration/index.ts';
import { projectDir } from '../paths.ts';

export interface BacktestFlags {
  readonly json?: boolean;
  readonly write?: boolean;
}

/** Exit code 1 when a category is further off than the limit. */
export function backtest({ json, write }: BacktestFlags): void {
  const result = run();
  if (write) writeFileSync(path.join(projectDir, calibrationFile), calibrationText());
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else process.stdout.write([`Mean absolute error in points, at most ${result.limitPoints}:`, ...result.categories.map(line)].join('\n').concat('\n'));
  process.exitCode = result.withinLimit ? 0 : 1;
}

function line({ category, basis, status, leaveOneOutError, inSampleError }: TestedCategory): string {
  const errors = leaveOneOutError === null ? '' : `: ${leaveOneOutError.toFixed(2)} left out (${inSampleError!.toFixed(2)} in-sample)`;
  return `  ${category}, ${basis === 'retail' ? 'retail price' : 'first trade-in price'}: ${status}${errors}`;
}
