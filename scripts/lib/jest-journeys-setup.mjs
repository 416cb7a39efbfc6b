/** Journeys start processes and browsers; a step may take its time. */
import { jest } from '@jest/globals';

jest.setTimeout(60_000);
