import { ApexList, freeze, thaw } from '../apex/runtime/index.ts';
import type { Automation } from '../data/index.ts';
import { flowAutomation } from '../flow/index.ts';
import type { FlowProgram } from '../flow/index.ts';
import { AUTOMATED_PROCESS, setupIds } from '../security/index.ts';
import type { SObjectRecord } from '../values/index.ts';
import { current } from './context.ts';
import type { EventBus } from './event-bus.ts';
import type { OrgContext } from './org-context.ts';
import type { Program } from './program.ts';

/** The code of an org at one moment: it changes when a class or flow is saved. */
export interface RunningCode {
  readonly program: Program;
  readonly flows: FlowProgram;
}

/** Triggers and flows as the save pipeline calls them, and where its platform events go. `bus` is absent in tests. */
export function automationOf(code: () => RunningCode, bus?: EventBus): Automation {
  return {
    hasTriggers: (object, phase, operation) => code().program.hasTriggers(object, phase, operation),
    runTriggers: (batch) => code().program.runTriggers(batch),
    ...flowAutomation(() => code().flows, (work) => code().program.enter(current() as OrgContext, work)),
    publish: (events) => publishEvents(code, events, bus),
  };
}

/**
 * Platform events go out when their transaction has committed: to subscribers, then to their after-insert triggers and flows, which
 * run in a transaction of their own as the Automated Process user.
 */
function publishEvents(code: () => RunningCode, events: readonly SObjectRecord[], bus: EventBus | undefined): void {
  const context = current() as OrgContext;
  const publisher = context.user.id;
  for (const [object, records] of Map.groupBy(events, (event) => event.definition)) {
    const published: Published = { publisher, records };
    context.asUser(setupIds.user(AUTOMATED_PROCESS), () => context.enqueue({
      kind: 'platformEvent', name: object.name, run: () => deliver(code, published, bus),
      saved: () => ({ by: 'event', data: JSON.stringify({ publisher, records: freeze(ApexList.of('List<SObject>', [...records])) } satisfies SavedEvents) }),
    }));
  }
}

interface Published {
  readonly publisher: string;
  readonly records: readonly SObjectRecord[];
}

interface SavedEvents {
  readonly publisher: string;
  readonly records: string;
}

/** Events that waited while the org was down. */
export function deliverEvents(code: () => RunningCode, saved: string, bus: EventBus): void {
  const { publisher, records } = JSON.parse(saved) as SavedEvents;
  deliver(code, { publisher, records: (thaw(records) as ApexList).items as SObjectRecord[] }, bus);
}

function deliver(code: () => RunningCode, { publisher, records }: Published, bus: EventBus | undefined): void {
  bus?.publish(records, publisher, current().clock.now());
  const { program, flows } = code();
  program.runTriggers({ object: records[0]!.definition, phase: 'after', operation: 'insert', newRecords: [...records], oldRecords: null });
  flows.runEventFlows(records);
}
