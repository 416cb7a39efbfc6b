import type { Automation } from '../data/index.ts';
import { ApexFailure, OrgError } from '../execution/errors.ts';
import type { FlowProgram } from './program.ts';

/**
 * The flow half of the save pipeline's `Automation`.
 * @param program the flows of this moment: they change when one is deployed
 * @param enter runs work with limits counting, as the org does for Apex
 */
export function flowAutomation(program: () => FlowProgram, enter: <T>(work: () => T) => T): Required<Pick<Automation, 'hasFlows' | 'runFlows'>> {
  return {
    hasFlows: (object, phase, operation) => program().hasFlows(object, phase, operation),
    runFlows: (batch) => {
      try {
        enter(() => program().runFlows(batch));
      } catch (error) {
        // A limit inside Apex ends the transaction: it comes as LimitFailure. At the outside it is an error of the rows.
        if (error instanceof ApexFailure && error.typeName === 'System.LimitException') throw new OrgError('CANNOT_EXECUTE_FLOW_TRIGGER', error.message);
        throw error;
      }
    },
  };
}

