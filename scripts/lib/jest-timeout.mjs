/** Tests start servers, browsers and other programs; no test is about how long something takes. */
import { jest } from '@jest/globals';

jest.setTimeout(60_000);
