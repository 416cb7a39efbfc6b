import type { LocalOrg } from '../../../local-org/execution/local-org.ts';
import { play } from '../player.ts';
import { NOTHING, walk, type Chapter, type Tale } from '../tale.ts';

/** A parcel that goes from hand to hand. */
class Parcel {
  status = NOTHING;
  readonly steps: string[] = [];

  *ride(until = 'there', leads: Readonly<Record<string, string>> = { [NOTHING]: 'asked', asked: 'sent', sent: 'there' }) {
    const stops = Object.entries(leads).map(([from, to]) => [from, () => { this.steps.push(to); this.status = to; }] as const);
    yield* walk(() => this.status, stops, until);
  }
}

test('a walk goes from nothing to its end, a step at a time', () => {
  const parcel = new Parcel();
  expect([...parcel.ride()]).toEqual(['step', 'step', 'step']);
  expect(parcel.steps).toEqual(['asked', 'sent', 'there']);
});

test('a walk that was cut goes on where it is, and one at its end takes no step', () => {
  const parcel = new Parcel();
  parcel.ride().next();
  expect([...parcel.ride()]).toEqual(['step', 'step']);
  expect([...parcel.ride()]).toEqual([]);
  expect(parcel.steps).toEqual(['asked', 'sent', 'there']);
});

test('what somebody took elsewhere stays there', () => {
  const parcel = new Parcel();
  parcel.status = 'cancelled';
  expect([...parcel.ride()]).toEqual([]);
  expect(parcel.status).toBe('cancelled');
});

test('a step that leads elsewhere ends the walk and says so', () => {
  const parcel = new Parcel();
  expect(() => [...parcel.ride('there', { [NOTHING]: 'lost', sent: 'there' })]).toThrow('it is at "lost" instead of "sent"');
});

// these tales need nobody's doors
const org = {} as LocalOrg;
const chapterOf = (...tales: Tale[]): Chapter => ({ title: 'parcels', tales });
const ride = (parcel: Parcel): Tale => ({ title: 'ride', play: () => parcel.ride() });

test('a tale that fails is told of and the next ones go on', async () => {
  const parcel = new Parcel();
  const broken: Tale = { title: 'ride of the lost parcel', *play() { yield 'step'; throw new Error('nobody is at home'); } };
  expect(await play([chapterOf(broken, ride(parcel))], { org, isStopped: () => false, progress: () => {} })).toEqual({ steps: 4, failures: ['ride of the lost parcel: nobody is at home'], whole: true });
  expect(parcel.status).toBe('there');
});

test('a stopped story ends before its next step and is not whole', async () => {
  const parcel = new Parcel();
  let steps = 0;
  const part = await play([chapterOf(ride(parcel))], { org, isStopped: () => steps === 2, progress: (taken) => { steps = taken; } });
  expect([part, parcel.status]).toEqual([{ steps: 2, failures: [], whole: false }, 'sent']);
});
