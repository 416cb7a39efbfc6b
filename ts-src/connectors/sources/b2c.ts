export type { SourceLine, SourceOrder } from './order.ts';

/** B2C Commerce order states that are no sale; `replaced` lives on in the order that replaces it. Lower case. */
export function b2cNotASale(status: string): string | null {
  switch (status.toLowerCase()) {
    case 'cancelled':
      return 'cancelled';
    case 'failed':
    case 'failed_with_reopen':
      return 'failed';
    case 'replaced':
      return 'replaced by another order';
    default:
      return null;
  }
}
