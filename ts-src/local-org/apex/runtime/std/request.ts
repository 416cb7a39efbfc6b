import { randomBytes } from 'node:crypto';
import { current, transactionState } from '../../../execution/context.ts';
import { runningJob } from '../async/jobs.ts';
import { standardClass } from '../missing.ts';
import { enumValue } from './enums.ts';

const QUIDDITY: Readonly<Record<string, string>> = { queueable: 'QUEUEABLE', future: 'FUTURE', batch: 'BATCH_APEX', scheduled: 'SCHEDULED', finalizer: 'TRANSACTION_FINALIZER_QUEUEABLE' };
const REQUEST_ID = Symbol('id of the request');

/** System.Request */
export class Request {
  static getcurrent(): Request {
    return new Request();
  }

  getquiddity(): unknown {
    const job = runningJob();
    return enumValue('quiddity', (job === undefined ? undefined : QUIDDITY[job.kind]) ?? (current().isTest ? 'RUNTEST_SYNC' : 'SYNCHRONOUS'));
  }

  getrequestid(): string {
    return transactionState<{ id: string }>(REQUEST_ID, () => ({ id: randomBytes(12).toString('base64url') })).id;
  }
}
standardClass('Request', Request);
