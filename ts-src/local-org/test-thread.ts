/** The thread in which Apex tests run: the project's program over a database in memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { testHost } from './test-host.ts';
import type { TestHostOptions } from './test-host.ts';
import { localExecutor } from './testing/index.ts';
import type { TestCommand, TestReport } from './testing/index.ts';

const host = testHost(workerData as TestHostOptions);
const executor = localExecutor(host);
const report = (message: TestReport): void => parentPort!.postMessage(message);

parentPort!.on('message', (command: TestCommand) => {
  if (command.kind === 'abort') return executor.abort();
  executor.execute(command.order, (progress) => report({ kind: 'progress', progress })).then(
    () => report({ kind: 'end' }),
    (error: unknown) => report({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});
