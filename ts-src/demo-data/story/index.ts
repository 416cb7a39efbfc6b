import { checks } from './chapters/checks.ts';
import { endOfLife } from './chapters/end-of-life.ts';
import { offers } from './chapters/offers.ts';
import { ownership } from './chapters/ownership.ts';
import { people } from './chapters/people.ts';
import { repairs } from './chapters/repairs.ts';
import { resale } from './chapters/resale.ts';
import { tradeIns } from './chapters/trade-ins.ts';
import { upkeep } from './chapters/upkeep.ts';
import { play, type Performance, type Stage } from './player.ts';
import type { Chapter } from './tale.ts';

/** In the order in which one makes the next possible. */
const CHAPTERS: readonly Chapter[] = [people, ownership, offers, repairs, tradeIns, resale, endOfLife, checks, upkeep];

/** Plays what happened to the items of the demo since they were sold. What was told already is not told twice. */
export const playStory = (stage: Stage): Promise<Performance> => play(CHAPTERS, stage);
