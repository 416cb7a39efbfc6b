import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestLevel, TestResult } from '@salesforce/apex-node';
import { serveLocalOrg } from '../local-org/serve.ts';

/** Runs all Apex tests of a DX project with the Salesforce extensions' own library against the local org. */
export async function runApexSuite(projectDir: string): Promise<TestResult> {
  // The library keeps logs and keys below HOME; nothing of ours belongs there.
  process.env.HOME = mkdtempSync(path.join(tmpdir(), 'apex-suite-'));
  const { AuthInfo, Connection } = await import('@salesforce/core');
  const { TestService } = await import('@salesforce/apex-node');
  const served = await serveLocalOrg({ projectDir, port: 0 });
  try {
    const admin = served.org.persona('admin');
    if (admin === undefined) throw new Error('config/local-org.json declares no persona "admin".');
    const accessToken = served.sessions.issue(admin.userId);
    const authInfo = await AuthInfo.create({ username: accessToken, accessTokenOptions: { accessToken, instanceUrl: served.origin } });
    const connection = await Connection.create({ authInfo });
    const result = await new TestService(connection).runTestAsynchronous({ testLevel: 'RunLocalTests' as TestLevel }, true);
    if (!('tests' in result)) throw new Error('The test run gave no result.');
    return result;
  } finally {
    await served.close();
  }
}
