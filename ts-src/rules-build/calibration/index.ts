/** Published figures, and how well the curves foretell them. */
import { backtest } from './backtest.ts';
import { calibrationPage } from './report.ts';

export { backtest, LIMIT_POINTS } from './backtest.ts';
export type { Backtest, TestedCategory, TestedFigure, TestedSeries } from './backtest.ts';
export { SERIES } from './figures.ts';
export { fittedCurves } from './pack-curves.ts';

export const calibrationFile = 'docs/calibration.md';

export const calibrationText = (): string => calibrationPage(backtest());
