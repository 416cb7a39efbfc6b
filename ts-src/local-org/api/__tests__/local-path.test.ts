import { localPath } from '../local-path.ts';

test.each([
  ['/lightning/r/x?a=1#b', '/lightning/r/x?a=1#b'], ['http://localhost:3000/lightning', '/lightning'], ['https://other.example/lightning', '/lightning'], ['/caf\u00e9', '/caf%C3%A9'],
])('%s leads to %s', (target, path) => {
  expect(localPath(target)).toBe(path);
});

test.each(['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example', 'http://x//evil.example', 'javascript:alert(1)', 'evil.example', '', null, '/\r\nset-cookie: a=b'.replace('/', '')])('%j leads to the start', (target) => {
  expect(localPath(target)).toBe('/');
});
