import type { PublishedEvent } from '../../execution/event-bus.ts';
import { valueToJson } from '../rest/record-json.ts';

/** The `data` of a platform event as subscribers get it. */
export function eventData({ replayId, uuid, record }: PublishedEvent): object {
  const payload: Record<string, unknown> = {};
  for (const field of record.definition.fields) {
    if (['Id', 'ReplayId', 'EventUuid'].includes(field.name)) continue;
    const value = valueToJson(record.fields[field.name]);
    payload[field.name] = field.type === 'datetime' && typeof value === 'string' ? value.replace('+0000', 'Z') : value;
  }
  return { schema: record.definition.name, payload, event: { EventUuid: uuid, replayId, EventApiName: record.definition.name } };
}
