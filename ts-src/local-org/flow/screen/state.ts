import { newBatch } from '../run/batch.ts';
import { Interview } from '../run/interview.ts';
import type { Batch, RunAccess } from '../run/interview.ts';
import type { FindFlow } from '../run/compiled-flow.ts';
import { OrgError } from '../../execution/errors.ts';
import type { Schema } from '../../schema/model.ts';
import { ValueDecoder, ValueEncoder } from './encode.ts';
import type { Encoded, EncodedRecord } from './encode.ts';

/** A screen flow between two answers, as JSON text holds it. */
interface SessionState {
  readonly userId: string;
  readonly status: 'STARTED' | 'PAUSED';
  readonly records: readonly EncodedRecord[];
  readonly interview: InterviewState;
}

interface InterviewState {
  readonly flow: string;
  readonly guid: string;
  readonly access: RunAccess;
  readonly startedAt: number;
  readonly values: Readonly<Record<string, Encoded>>;
  readonly loops: readonly { readonly name: string; readonly items: Encoded; readonly index: number }[];
  readonly visited: readonly string[];
  readonly outcomes: readonly string[];
  readonly faulted: readonly string[];
  readonly faultMessage: string | null;
  /** The screen, or the subflow that is running. */
  readonly at: string | null;
  readonly history: readonly string[];
  readonly inner: InterviewState | null;
}

/** A screen flow in progress. */
export interface Session {
  readonly userId: string;
  readonly status: 'STARTED' | 'PAUSED';
  readonly interview: Interview;
}

export function encodeSession({ userId, status, interview }: Session): string {
  const encoder = new ValueEncoder();
  const encoded = encodeInterview(encoder, interview);
  const state: SessionState = { userId, status, interview: encoded, records: encoder.records };
  return JSON.stringify(state);
}

function encodeInterview(encoder: ValueEncoder, interview: Interview): InterviewState {
  return {
    flow: interview.flow.model.name, guid: interview.guid, access: interview.batch.access, startedAt: interview.batch.startedAt,
    values: encoder.encodeAll(Object.fromEntries(interview.values)),
    loops: [...interview.loops].map(([name, { items, index }]) => ({ name, items: encoder.encode([...items]), index })),
    visited: [...interview.visited], outcomes: [...interview.outcomes], faulted: [...interview.faulted], faultMessage: interview.faultMessage,
    at: interview.inner?.element ?? interview.next?.element.name ?? null, history: [...interview.history],
    inner: interview.inner === undefined ? null : encodeInterview(encoder, interview.inner.interview),
  };
}

/** @throws OrgError when a flow of the session is gone */
export function decodeSession(text: string, find: FindFlow, schema: Schema, rollback: (() => void) | undefined): Session {
  const state = JSON.parse(text) as SessionState;
  const decoder = new ValueDecoder(schema, state.records);
  return { userId: state.userId, status: state.status, interview: decodeInterview(state.interview, { decoder, find, rollback }, 0) };
}

interface Decoding {
  readonly decoder: ValueDecoder;
  readonly find: FindFlow;
  readonly rollback: (() => void) | undefined;
}

function decodeInterview(state: InterviewState, { decoder, find, rollback }: Decoding, depth: number): Interview {
  const flow = find(state.flow);
  if (flow === undefined) throw new OrgError('INVALID_TYPE', `There is no flow named ${state.flow}.`);
  const batch: Batch = { ...newBatch(state.access, depth, rollback), startedAt: state.startedAt, screens: true };
  const interview = new Interview(flow, batch, state.guid);
  for (const [name, value] of Object.entries(state.values)) interview.set(name, decoder.decode(value));
  for (const { name, items, index } of state.loops) interview.loops.set(name, { items: decoder.decode(items) as [], index });
  for (const name of state.visited) interview.visited.add(name);
  for (const name of state.outcomes) interview.outcomes.add(name);
  for (const name of state.faulted) interview.faulted.add(name);
  interview.faultMessage = state.faultMessage;
  interview.history.push(...state.history);
  if (state.inner === null) interview.next = flow.step(state.at ?? undefined);
  else interview.inner = { element: state.at!, interview: decodeInterview(state.inner, { decoder, find, rollback }, depth + 1) };
  return interview;
}
