import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { checkProofVector, consistencyProof, inclusionProof, leafHash, rootOf, verifyConsistency, verifyInclusion } from '../index.ts';

const VECTORS = path.resolve(import.meta.dirname, '../../../../shared/data/merkle');
const withVectors = fs.existsSync(VECTORS) ? describe : describe.skip; // published vectors lie beside the project, never in it

withVectors('published Merkle vectors', () => {
  const files = fs.existsSync(VECTORS) ? fs.readdirSync(VECTORS) : [];

  test.each(files)('%s gets its verdict', (file) => {
    const vector = JSON.parse(fs.readFileSync(path.join(VECTORS, file), 'utf8')) as { wantErr: boolean };
    expect(checkProofVector(vector).valid).toBe(!vector.wantErr);
  });
});

const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => leafHash(Buffer.from(`event ${index}`)));
const trees = fc.integer({ min: 1, max: 200 });

describe('proofs of our own trees', () => {
  test('the root of an empty tree and of one leaf are those of RFC 6962', () => {
    expect(Buffer.from(rootOf([])).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(Buffer.from(rootOf([leafHash(new Uint8Array())])).toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  test('every leaf is proved, and no proof serves another leaf', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (size, one, other) => {
        const tree = leaves(size);
        const index = one % size;
        const proof = inclusionProof(tree, index);
        expect(verifyInclusion(index, size, tree[index]!, proof, rootOf(tree))).toEqual({ valid: true });
        const wrong = other % size;
        if (wrong !== index) expect(verifyInclusion(wrong, size, tree[index]!, proof, rootOf(tree)).valid).toBe(false);
      }),
    );
  });

  test('every tree is proved to begin its later ones, and not another tree', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (size, one, changed) => {
        const tree = leaves(size);
        const before = (one % size) + 1;
        const proof = consistencyProof(tree, before);
        expect(verifyConsistency(before, size, rootOf(tree.slice(0, before)), rootOf(tree), proof)).toEqual({ valid: true });
        const rewritten = tree.with(changed % before, leafHash(Buffer.from('another past')));
        expect(verifyConsistency(before, size, rootOf(rewritten.slice(0, before)), rootOf(tree), proof).valid).toBe(false);
      }),
    );
  });

  test('a proof with a hash more, a hash less, a shorter hash or for sizes that cannot be proves nothing', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (size, one) => {
        const tree = leaves(size);
        const root = rootOf(tree);
        const index = one % size;
        const before = index + 1;
        const damaged = (proof: readonly Uint8Array[]) => [[...proof, root], ...(proof.length === 0 ? [] : [proof.slice(1), proof.slice(0, -1), proof.with(0, proof[0]!.slice(1))])];
        for (const proof of damaged(inclusionProof(tree, index))) expect(verifyInclusion(index, size, tree[index]!, proof, root).valid).toBe(false);
        for (const proof of damaged(consistencyProof(tree, before))) expect(verifyConsistency(before, size, rootOf(tree.slice(0, before)), root, proof).valid).toBe(false);
      }),
    );
    const [leaf, other] = leaves(2) as [Uint8Array, Uint8Array];
    for (const [index, size] of [[-1, 1], [0.5, 1], [0, Number.NaN], [1, 1], [0, 0]] as const) expect(verifyInclusion(index, size, leaf, [], leaf)).toEqual({ valid: false, reason: `leaf ${index} is not in a tree of ${size}` });
    for (const [size1, size2] of [[0, 1], [2, 1], [0.5, 1], [1, Number.NaN]] as const) expect(verifyConsistency(size1, size2, leaf, leaf, [])).toEqual({ valid: false, reason: `no tree of ${size1} within one of ${size2}` });
    expect(verifyConsistency(1, 1, leaf, other, [])).toEqual({ valid: false, reason: 'trees of one size have different roots' });
    expect(verifyInclusion(0, 1, leaf.slice(1), [], leaf.slice(1)).valid).toBe(false);
  });

  test('no proof is made of what is not in the tree', () => {
    const tree = leaves(3);
    for (const [index, size] of [[-1, 3], [3, 3], [0, 4]] as const) expect(() => inclusionProof(tree, index, size)).toThrow(RangeError);
    for (const [size1, size2] of [[0, 3], [3, 2], [1, 4]] as const) expect(() => consistencyProof(tree, size1, size2)).toThrow(RangeError);
  });

  test('a file that is no proof is told by field', () => {
    expect(checkProofVector({ leafIdx: -1, treeSize: 8, root: '', leafHash: '', proof: [] })).toMatchObject({ valid: false, reason: expect.stringContaining('leafIdx') });
    expect(checkProofVector('nonsense').valid).toBe(false);
  });
});
