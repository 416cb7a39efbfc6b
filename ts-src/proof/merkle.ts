/** Merkle trees after RFC 6962 and RFC 9162: roots, inclusion and consistency proofs. Hashes are SHA-256, 32 bytes. */
import { createHash } from 'node:crypto';

export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

export const leafHash = (data: Uint8Array): Hash => sha256(LEAF, data);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);

/** Root over leaf hashes; of an empty tree the hash of nothing. */
export function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return sha256();
  return span(leaves, 0, leaves.length);
}

/** Hashes that lead from leaf `index` to the root of the first `size` leaves, nearest first. */
export function inclusionProof(leaves: readonly Hash[], index: number, size = leaves.length): Hash[] {
  if (index < 0 || index >= size || size > leaves.length) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  return path(leaves, index, 0, size);
}

/** Hashes that show that the tree of `size1` leaves is the beginning of the tree of `size2`. */
export function consistencyProof(leaves: readonly Hash[], size1: number, size2 = leaves.length): Hash[] {
  if (size1 < 1 || size1 > size2 || size2 > leaves.length) throw new RangeError(`no tree of ${size1} within one of ${size2}`);
  return size1 === size2 ? [] : subProof(leaves, size1, 0, size2, true);
}

export type ProofVerdict = { readonly valid: true } | { readonly valid: false; readonly reason: string };

const VALID: ProofVerdict = { valid: true };
const invalid = (reason: string): ProofVerdict => ({ valid: false, reason });

/** RFC 9162, 2.1.3.2. */
export function verifyInclusion(leafIndex: number, treeSize: number, leaf: Hash, proof: readonly Hash[], root: Hash): ProofVerdict {
  if (!isSize(leafIndex) || !isSize(treeSize) || leafIndex >= treeSize) return invalid(`leaf ${leafIndex} is not in a tree of ${treeSize}`);
  if (!proof.every(isHash) || !isHash(leaf)) return invalid('a hash is not 32 bytes long');
  let first = leafIndex;
  let last = treeSize - 1;
  let hash = leaf;
  for (const step of proof) {
    if (last === 0) return invalid('the proof is too long');
    if (first % 2 === 1 || first === last) {
      hash = nodeHash(step, hash);
      while (first % 2 === 0 && first !== 0) {
        first = half(first);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, step);
    }
    first = half(first);
    last = half(last);
  }
  if (last !== 0) return invalid('the proof is too short');
  return same(hash, root) ? VALID : invalid('the proof leads to another root');
}

/** RFC 9162, 2.1.4.2. */
export function verifyConsistency(size1: number, size2: number, root1: Hash, root2: Hash, proof: readonly Hash[]): ProofVerdict {
  if (!isSize(size1) || !isSize(size2) || size1 < 1 || size1 > size2) return invalid(`no tree of ${size1} within one of ${size2}`);
  if (!proof.every(isHash)) return invalid('a hash is not 32 bytes long');
  if (size1 === size2) {
    if (proof.length > 0) return invalid('the proof is too long');
    return same(root1, root2) ? VALID : invalid('trees of one size have different roots');
  }
  const steps = isPowerOfTwo(size1) ? [root1, ...proof] : [...proof];
  const start = steps.shift();
  if (start === undefined) return invalid('the proof is too short');
  let first = size1 - 1;
  let last = size2 - 1;
  while (first % 2 === 1) {
    first = half(first);
    last = half(last);
  }
  let old = start;
  let grown = start;
  for (const step of steps) {
    if (last === 0) return invalid('the proof is too long');
    if (first % 2 === 1 || first === last) {
      old = nodeHash(step, old);
      grown = nodeHash(step, grown);
      while (first % 2 === 0 && first !== 0) {
        first = half(first);
        last = half(last);
      }
    } else {
      grown = nodeHash(grown, step);
    }
    first = half(first);
    last = half(last);
  }
  if (last !== 0) return invalid('the proof is too short');
  if (!same(old, root1)) return invalid('the proof leads to another first root');
  return same(grown, root2) ? VALID : invalid('the proof leads to another second root');
}

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;
const isHash = (hash: Hash): boolean => hash.length === 32;
const half = (number: number): number => Math.floor(number / 2);
const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number));
const same = (left: Hash, right: Hash): boolean => Buffer.compare(left, right) === 0;

/** The largest power of two below `size`. */
const split = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

function span(leaves: readonly Hash[], from: number, to: number): Hash {
  if (to - from === 1) return leaves[from]!;
  const middle = from + split(to - from);
  return nodeHash(span(leaves, from, middle), span(leaves, middle, to));
}

function path(leaves: readonly Hash[], index: number, from: number, to: number): Hash[] {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...path(leaves, index, from, middle), span(leaves, middle, to)]
    : [...path(leaves, index, middle, to), span(leaves, from, middle)];
}

function subProof(leaves: readonly Hash[], size: number, from: number, to: number, whole: boolean): Hash[] {
  if (size === to) return whole ? [] : [span(leaves, from, to)];
  const middle = from + split(to - from);
  return size <= middle
    ? [...subProof(leaves, size, from, middle, whole), span(leaves, middle, to)]
    : [...subProof(leaves, size, middle, to, false), span(leaves, from, middle)];
}
