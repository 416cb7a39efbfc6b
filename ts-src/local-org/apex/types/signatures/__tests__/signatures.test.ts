import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildSignatures, findPackage } from '../build.ts';
import { DATA_FILE } from '../data-file.ts';
import { Signatures, splitTypes, standardSignatures } from '../signatures.ts';

test('the committed data is what the package gives', () => {
  const folder = findPackage(process.cwd());
  expect(folder).toBeDefined();
  expect(gunzipSync(readFileSync(DATA_FILE)).toString('utf8')).toBe(buildSignatures(folder!));
});

test('the data stays small', () => {
  expect(readFileSync(DATA_FILE).length).toBeLessThan(250_000);
});

test('every type of the data can be read', () => {
  const signatures = standardSignatures();
  for (const name of signatures.names) expect(signatures.find(name)?.name.toLowerCase()).toBe(name);
});

test('methods, statics, properties, generics and enums are told apart', () => {
  const signatures = standardSignatures();
  expect(signatures.find('LIST')).toMatchObject({ typeParameters: ['T'], supertypes: ['Iterable<T>'] });
  expect(signatures.find('Math')?.methods.get('max')?.every((method) => method.static)).toBe(true);
  expect(signatures.find('Database.SaveResult')?.methods.get('getid')).toEqual([{ name: 'getId', static: false, returns: 'Id', parameters: [] }]);
  expect(signatures.find('RestContext')?.properties.get('request')).toEqual({ name: 'request', static: true, type: 'RestRequest' });
  expect(signatures.find('LoggingLevel')?.values).toContain('DEBUG');
  expect(signatures.find('DmlException')?.constructors).toHaveLength(4);
});

test('corrections replace members and add types', () => {
  const signatures = new Signatures('class A\n Integer f(String)\n\nclass B\n new()\n', '# comment\n\nclass A : B\n String f(String)\n Long g()\n\nclass C\n');
  expect(signatures.find('a')).toMatchObject({ supertypes: ['B'] });
  expect(signatures.find('a')?.methods.get('f')).toEqual([{ name: 'f', static: false, returns: 'String', parameters: ['String'] }]);
  expect(signatures.find('a')?.methods.has('g')).toBe(true);
  expect(signatures.find('c')?.kind).toBe('class');
});

test('type lists are cut outside of angle brackets', () => {
  expect(splitTypes('String,Map<Id,List<Account>>,Integer')).toEqual(['String', 'Map<Id,List<Account>>', 'Integer']);
  expect(splitTypes('')).toEqual([]);
});
