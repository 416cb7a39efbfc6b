import { transactionState } from '../../execution/context.ts';
import type { SObjectRecord } from '../../values/index.ts';
import { ApexList } from './collections/list.ts';
import { ApexMap } from './collections/map.ts';
import { enumValue } from './std/enums.ts';
import { typeNamed } from './types.ts';

/** The Trigger.* variables of one run. Lists are in the order of the save. */
export interface TriggerFrame {
  readonly object: string;
  readonly phase: 'before' | 'after';
  readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
  readonly newRecords: readonly SObjectRecord[] | null;
  readonly oldRecords: readonly SObjectRecord[] | null;
}

/** Made when the code first asks for them: few triggers use all four. */
class Variables {
  readonly frame: TriggerFrame;
  private readonly made = new Map<string, ApexList | ApexMap | null>();

  constructor(frame: TriggerFrame) {
    this.frame = frame;
  }

  private once<T extends ApexList | ApexMap>(name: string, make: () => T | null): T | null {
    let value = this.made.get(name) as T | null | undefined;
    if (value === undefined) this.made.set(name, (value = make()));
    return value;
  }

  private get newRecords(): readonly SObjectRecord[] | null {
    return this.frame.operation === 'delete' ? null : this.frame.newRecords;
  }

  private get oldRecords(): readonly SObjectRecord[] | null {
    return this.frame.operation === 'insert' || this.frame.operation === 'undelete' ? null : this.frame.oldRecords;
  }

  get newList(): ApexList | null {
    return this.once('new', () => this.list(this.newRecords));
  }

  get oldList(): ApexList | null {
    return this.once('old', () => this.list(this.oldRecords));
  }

  /** The rows have no ids before they are inserted. */
  get newMap(): ApexMap | null {
    return this.once('newmap', () => (this.frame.phase === 'before' && this.frame.operation === 'insert' ? null : this.map(this.newRecords)));
  }

  get oldMap(): ApexMap | null {
    return this.once('oldmap', () => this.map(this.oldRecords));
  }

  private list(records: readonly SObjectRecord[] | null): ApexList | null {
    if (records === null) return null;
    const made = new ApexList(typeNamed(`List<${this.frame.object}>`), [...records]);
    made.readOnly = true;
    return made;
  }

  private map(records: readonly SObjectRecord[] | null): ApexMap | null {
    if (records === null) return null;
    const made = new ApexMap(typeNamed(`Map<Id,${this.frame.object}>`));
    for (const record of records) if (record.id !== null) made.put(record.id, record);
    return made;
  }
}

const STACK = Symbol('triggers that run');
const stack = (): Variables[] => transactionState<Variables[]>(STACK, () => []);
const top = (): Variables | undefined => stack().at(-1);

/** Runs `work` with the Trigger variables of `frame`. */
export function inTrigger<T>(frame: TriggerFrame, work: () => T): T {
  const running = stack();
  running.push(new Variables(frame));
  try {
    return work();
  } finally {
    running.pop();
  }
}

/** `Trigger.new` and its kin: `$.trigger`. Outside of a trigger: null, and false. */
export const trigger = {
  get new(): ApexList | null {
    return top()?.newList ?? null;
  },
  get old(): ApexList | null {
    return top()?.oldList ?? null;
  },
  get newmap(): ApexMap | null {
    return top()?.newMap ?? null;
  },
  get oldmap(): ApexMap | null {
    return top()?.oldMap ?? null;
  },
  get isexecuting(): boolean {
    return top() !== undefined;
  },
  get isbefore(): boolean {
    return top()?.frame.phase === 'before';
  },
  get isafter(): boolean {
    return top()?.frame.phase === 'after';
  },
  get isinsert(): boolean {
    return top()?.frame.operation === 'insert';
  },
  get isupdate(): boolean {
    return top()?.frame.operation === 'update';
  },
  get isdelete(): boolean {
    return top()?.frame.operation === 'delete';
  },
  get isundelete(): boolean {
    return top()?.frame.operation === 'undelete';
  },
  get operationtype(): unknown {
    const frame = top()?.frame;
    return frame === undefined ? null : enumValue('triggeroperation', `${frame.phase}_${frame.operation}`.toUpperCase());
  },
  get size(): number {
    const variables = top();
    return (variables?.newList ?? variables?.oldList)?.size() ?? 0;
  },
};

/** `BeforeInsert`, `AfterUpdate`: as error messages name it. */
export function eventName(frame: TriggerFrame): string {
  const upper = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  return upper(frame.phase) + upper(frame.operation);
}
