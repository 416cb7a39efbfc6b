import { withRace } from '../../local-org/race/index.ts';
import { MemoryOrg } from '../memory-org.ts';

/** One person who asks twice at the same moment, such as by two clicks or on two devices. */
let memory: MemoryOrg;
beforeAll(() => { memory = new MemoryOrg(); }, 120_000);
afterAll(() => memory.close());

test('one export is begun, and whoever asks at the same moment finds it', () => {
  const start = (): unknown => memory.aura('customer', 'PrivacyController', 'startExport', {});
  let rival: unknown;
  const { value, competitor } = withRace(memory.org, { afterRead: 'Data_Export__c', compete: () => { rival = start(); } }, start);
  expect(competitor).toBe('waited');
  expect(value).toMatchObject({ status: "Running" });
  expect(rival).toEqual(value);
  expect(memory.query('SELECT Id FROM Data_Export__c')).toHaveLength(1);
});
