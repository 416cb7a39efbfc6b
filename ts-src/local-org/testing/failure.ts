import { apexFrames, frameText } from '../apex/runtime/index.ts';
import { ApexFailure, LimitFailure } from '../execution/errors.ts';

/** What a failed method shows: `System.AssertException: Assertion Failed: …` and its Apex frames. */
export function describeFailure(error: unknown): { readonly message: string; readonly stackTrace: string } {
  if (error instanceof ApexFailure) return { message: `${error.typeName}: ${error.message}`, stackTrace: error.stackTrace };
  if (error instanceof LimitFailure) return { message: `System.LimitException: ${error.message}`, stackTrace: '' };
  if (error instanceof Error) return { message: error.message, stackTrace: apexFrames(error.stack).map(frameText).join('\n') };
  return { message: String(error), stackTrace: '' };
}
