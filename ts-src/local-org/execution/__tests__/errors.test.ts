import { DatabaseSync } from 'node:sqlite';
import { NotImplementedError, OrgError } from '../errors.ts';

test('a gap names the feature that is missing', () => {
  expect(new NotImplementedError('String.foo').message).toBe('Not implemented in the local org: String.foo');
});

test('an org error carries status code and fields', () => {
  const error = new OrgError('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']);
  expect([error.statusCode, error.fields]).toEqual(['REQUIRED_FIELD_MISSING', ['Name']]);
  expect(new DatabaseSync(':memory:').prepare('select 1 as x').get()).toEqual({ x: 1 });
});
