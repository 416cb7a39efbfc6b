import path from 'node:path';
import { answerFaults, faults, openApi } from '../contract.ts';
import { answers, restDoors } from '../rest-doors.ts';

const doors = restDoors(path.resolve(import.meta.dirname, '../../../force-app'));
const documented = Object.entries(openApi.paths).flatMap(([url, methods]) => Object.keys(methods).map((method) => ({ url, method })));

test('every REST door of the package, with every method, is in docs/openapi.json', () => {
  expect(doors.length).toBeGreaterThan(3);
  const missing = doors.flatMap((door) => door.methods.filter((method) => !documented.some((entry) => entry.method === method && answers(door, entry.url))).map((method) =>
    `Add to "paths" of docs/openapi.json: "${door.urlMapping.replace('/*', '/{…}')}" with "${method}" (${door.className}): operationId, summary, parameters, requestBody, and each status with its schema; then describe it in docs/api.md.`,
  ));
  expect(missing).toEqual([]);
});

test('everything in docs/openapi.json is a REST door of the package', () => {
  const gone = documented.filter(({ url, method }) => !doors.some((door) => door.methods.includes(method) && answers(door, url))).map(({ url, method }) =>
    `Remove from docs/openapi.json: ${method} ${url}. No class with @RestResource answers it.`,
  );
  expect(gone).toEqual([]);
});

test('the document is OpenAPI 3.1: its references lead somewhere, its schemas compile, its operations have names of their own', () => {
  expect(openApi.openapi).toMatch(/^3\.1\./);
  const references = [...JSON.stringify(openApi).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, target]) => target!);
  const lost = references.filter((target) => target.split('/').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], openApi) === undefined);
  expect(lost).toEqual([]);
  for (const schema of Object.values(openApi.components.schemas)) expect(() => faults(schema, {})).not.toThrow();
  const names = Object.values(openApi.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(names).size).toBe(names.length);
  for (const { url } of documented) {
    const parameters = Object.values(openApi.paths[url]!).flatMap((operation) => (operation as { parameters?: { name: string; in: string }[] }).parameters ?? []);
    const inPath = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([url, inPath.filter((name) => !parameters.some((one) => one.in === 'path' && one.name === name))]).toEqual([url, []]);
  }
});

test('an answer is held against its status, its type of content and its schema', () => {
  const good = { error: { code: 'badRequest', message: 'No.' } };
  expect(answerFaults('recordEvents', 400, 'application/json;charset=UTF-8', JSON.stringify(good))).toEqual([]);
  expect(answerFaults('recordEvents', 400, 'application/json', JSON.stringify({ error: { ...good.error, stack: '…' } }))).toEqual([expect.stringContaining('must NOT have additional properties')]);
  expect(answerFaults('recordEvents', 418, 'application/json', '{}')).toEqual(['recordEvents: docs/openapi.json does not tell of status 418']);
  expect(answerFaults('recordEvents', 200, 'text/html', '')).toEqual(['recordEvents 200: docs/openapi.json does not tell of text/html']);
});
