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

  test('a file that is no proof is told by field', () => {
    expect(checkProofVector({ leafIdx: -1, treeSize: 8, root: '', leafHash: '', proof: [] })).toMatchObject({ valid: false, reason: expect.stringContaining('leafIdx') });
    expect(checkProofVector('nonsense').valid).toBe(false);
  });
});
