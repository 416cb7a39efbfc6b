import type { Connection } from 'jsforce';
import type { ServedOrg } from '../../local-org/serve.ts';
import { publicKeyOf } from './public-key.ts';

/** What an administrator does once in an org: the first certificate of config/local-org.json becomes the signing key. */
export async function publishLocalKey({ org }: ServedOrg, connectAsAdmin: () => Promise<Connection>): Promise<void> {
  const [certificate] = org.certificates();
  if (certificate === undefined) return;
  const { kid } = publicKeyOf(Buffer.from(certificate.text));
  // by the records alone: only the first start deploys something
  const isPublished = org.project.customMetadata.some(({ objectName, values }) => objectName === 'Signing_Key__mdt' && values.some(({ field, value }) => field === 'Key_Id__c' && value === kid));
  if (isPublished) return;
  // clients of an org are loaded by the start that needs them
  const { publishKey } = await import('./publish.ts');
  await publishKey(await connectAsAdmin(), certificate.name);
}
