import { orgFault } from '../index.ts';

const own = (message: string) => JSON.stringify({ error: { code: 'any', message } });

test.each([
  ['ERROR_HTTP_403', own('This user may not see items.'), 'down', 'the user may not: This user may not see items'],
  ['INSUFFICIENT_ACCESS', 'No access to the Apex class.', 'down', 'the user may not: No access to the Apex class'],
  ['ERROR_HTTP_503', own('Try again in a moment.'), 'busy', 'Try again in a moment'],
  ['ERROR_HTTP_400', own('afterSequence is no number.'), 'refused', 'afterSequence is no number'],
  ['ERROR_HTTP_500', '<html>', 'refused', '<html>'],
  ['ERROR_HTTP_404', own('No such item.'), 'down', 'the org has no /loop: deploy the package and grant its permission set first'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', 'down', 'the org does not answer: connect ECONNREFUSED'],
])('%s %s is told in words, ready for a full stop', (errorCode, text, kind, message) => {
  expect(orgFault(Object.assign(new Error(text), { errorCode }), '/loop')).toEqual({ kind, message });
});
