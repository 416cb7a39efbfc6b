import fc from 'fast-check';
import { ApexBlob, ApexDouble, isValidId, keyPrefix, makeId, toId15, toId18 } from '../index.ts';

describe('ids', () => {
  test('the checksum of a known id', () => {
    expect(toId18('001A000000AbCdE')).toBe('001A000000AbCdEIAV');
    expect(toId18('001A000000AbCdEIAV')).toBe('001A000000AbCdEIAV');
    expect(keyPrefix('001A000000AbCdEIAV')).toBe('001');
  });

  test('an 18-character id survives the loss of its case', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9A-Za-z]{15}$/), (id15) => {
      const id = toId18(id15)!;
      expect(toId18(id.toLowerCase())).toBe(id);
      expect(toId18(id.toUpperCase())).toBe(id);
      expect(toId15(id)).toBe(id15);
      expect(isValidId(id)).toBe(true);
    }));
  });

  test('what is no id is none', () => {
    for (const text of ['', '001', '001A000000AbCd-', '001A000000AbCdEIAVX', '0'.repeat(17)]) {
      expect(toId18(text)).toBeNull();
      expect(isValidId(text)).toBe(false);
    }
  });

  test('made ids are valid and differ', () => {
    const ids = Array.from({ length: 500 }, (_, n) => makeId('a0X', n));
    expect(new Set(ids).size).toBe(500);
    expect(ids.every((id) => isValidId(id) && toId18(id) === id)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('doubles and blobs', () => {
  test.each([[5, '5.0'], [0.1, '0.1'], [1e7, '1.0E7'], [12345678.9, '1.23456789E7'], [0.0005, '5.0E-4'], [-0, '-0.0'], [NaN, 'NaN'], [0.001, '0.001']])('the double %d is written %s', (n, text) => {
    expect(new ApexDouble(n).toString()).toBe(text);
  });

  test('bytes to text, hex and Base64', () => {
    const blob = ApexBlob.fromText('Zoë');
    expect([blob.size(), blob.toHex(), blob.toBase64(), blob.toText()]).toEqual([4, '5a6fc3ab', 'Wm/Dqw==', 'Zoë']);
    expect(ApexBlob.fromBase64('Wm/Dqw==').equals(blob)).toBe(true);
    expect(new ApexBlob(new Uint8Array([0xff])).toTextStrict()).toBeNull();
  });
});
