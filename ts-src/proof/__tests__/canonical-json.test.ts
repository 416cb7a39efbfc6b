import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson } from '../index.ts';
import type { Json } from '../index.ts';

const VECTORS = path.resolve(import.meta.dirname, '../../../../shared/data/jcs');
const withVectors = fs.existsSync(VECTORS) ? describe : describe.skip; // published vectors lie beside the project, never in it

withVectors('published RFC 8785 vectors', () => {
  const files = fs.existsSync(VECTORS) ? fs.readdirSync(path.join(VECTORS, 'input')) : [];

  test.each(files)('%s becomes the published bytes', (file) => {
    const input = JSON.parse(fs.readFileSync(path.join(VECTORS, 'input', file), 'utf8')) as Json;
    expect(canonicalJson(input)).toBe(fs.readFileSync(path.join(VECTORS, 'output', file), 'utf8').trimEnd());
  });
});

describe('canonical JSON', () => {
  test('keys stand in the order of their UTF-16 code units', () => {
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, b: 3, B: 4, '': 5 })).toBe('{"":5,"B":4,"b":3,"\u{1f600}":2,"\ufb33":1}');
  });

  test('half of a surrogate pair is refused with its place', () => {
    expect(() => canonicalJson({ names: ['fine', '\ud800'] })).toThrow('/names/1 has half of a surrogate pair');
  });

  test('what is no finite number is refused with its place', () => {
    expect(() => canonicalJson({ amount: Number.NaN })).toThrow('/amount is not a finite number');
  });
});
