import { playStory } from '../demo-data/story/index.ts';
import type { LocalOrg } from '../local-org/execution/local-org.ts';
import { createProgress } from './progress.ts';

/** Tells what happened to the items of the demo since they were sold, while the pages are open. True when it is told whole; else the next start goes on with it. */
export async function tellDemoStory(org: LocalOrg, isStopped: () => boolean): Promise<boolean> {
  process.stderr.write('Playing what happened to the items since: repairs, trade-ins, resale … The pages are open meanwhile.\n');
  const progress = createProgress('story', false, 'steps');
  const { steps, failures, whole } = await playStory({ org, isStopped, progress: (done, chapter) => progress.update(done, chapter) });
  progress.stop();
  for (const failure of failures) process.stderr.write(`Left out of the story: ${failure}\n`);
  if (whole) process.stderr.write(failures.length === 0 ? `The story is told: ${steps} steps.\n` : 'The rest is told and the org works; the next start tries again what was left out.\n');
  return whole && failures.length === 0;
}
