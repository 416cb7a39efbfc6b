import { apexJob } from '../apex/runtime/index.ts';
import type { Email } from './context.ts';
import { deliverEvents } from './automation.ts';
import type { RunningCode } from './automation.ts';
import type { EventBus } from './event-bus.ts';
import type { Revive } from './job-book.ts';
import type { Outbox } from './outbox.ts';

/** Where each kind of job is made again of what was saved of it. */
export function reviver(code: () => RunningCode, outbox: Outbox, bus: EventBus): Revive {
  return ({ by, data }, id) => {
    switch (by) {
      case 'apex': return apexJob(data, id);
      case 'flow': return { run: () => code().flows.runSaved(data) };
      case 'event': return { run: () => deliverEvents(code, data, bus) };
      case 'email': return { run: () => outbox.deliver(JSON.parse(data) as Email) };
    }
  };
}
