/** Source formats -> canonical item events -> an org. */
import { b2cJson } from './sources/b2c-json.ts';
import { b2cXml } from './sources/b2c-xml.ts';
import { shopify } from './sources/shopify.ts';
import { square } from './sources/square.ts';
import type { Source } from './sources/source.ts';

export const sources: Readonly<Record<string, Source>> = { shopify, square, 'b2c-xml': b2cXml, 'b2c-json': b2cJson };

export { ingest, type IngestNotice, type IngestOptions, type IngestSummary } from './ingest.ts';
export { readReject, rejectLine } from './rejects.ts';
export { orgFault, sendEvents } from './delivery/send.ts';
export { connect, resolveTarget, TargetError, type OrgTarget } from './delivery/target.ts';
export { verifyWebhook, WebhookError, type WebhookHeaders } from './webhooks/verify.ts';
export { MAY_GO_ON } from './sources/json-documents.ts';
export { FeedError, type Source, type SourceOutput } from './sources/source.ts';
export { instant } from './sources/order.ts';
export { checkEvent } from './canonical/check.ts';
export { gs1CheckDigit, isGs1Serial, toGtin14 } from './canonical/identifiers.ts';
export type { Customer, FieldError, ItemEvent } from './canonical/event.ts';
