/**
 * Proofs of the ledger, recomputed in the browser: hash chains, Merkle proofs (RFC 6962, RFC 9162), canonical JSON
 * (RFC 8785) and signed checkpoints. Asks nobody: what is checked is handed in. Needs a secure context (https, localhost).
 */
const HASH = /^[0-9a-f]{64}$/;
const LEAF = 0;
const NODE = 1;
const SKEW_MS = 5 * 60 * 1000;
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/** @typedef {{sequence: number, canonical: string, hash: string, previousHash: string | null, position: number | null, proof: string[] | null}} Evidence */
/** @typedef {{sequence: number, problem: string}} Break */

/** The one text of a JSON value. @param {any} value @returns {string} */
export function canonicalJson(value) {
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
    return `{${Object.keys(value)
        .sort()
        .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`)
        .join(',')}}`;
}

/** @param {Uint8Array} bytes @returns {Promise<string>} */
async function digest(bytes) {
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** @param {Uint8Array} bytes @returns {string} */
function toHex(bytes) {
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} hash @returns {number[]} */
function bytesOf(hash) {
    return hash.match(/../g).map((pair) => parseInt(pair, 16));
}

/** @param {string} text @returns {Promise<string>} */
export function sha256(text) {
    return digest(new TextEncoder().encode(text));
}

/** Leaf of an event in the log: its hash, as text. @param {string} hash @returns {Promise<string>} */
export function leafOf(hash) {
    return digest(Uint8Array.from([LEAF, ...new TextEncoder().encode(hash)]));
}

/** @param {string} left @param {string} right @returns {Promise<string>} */
function nodeOf(left, right) {
    return digest(Uint8Array.from([NODE, ...bytesOf(left), ...bytesOf(right)]));
}

/**
 * Whether the leaf number `index` is in the tree of `size` leaves with this root.
 * @param {number} index @param {number} size @param {string} leaf @param {string[]} proof @param {string} root
 * @returns {Promise<boolean>}
 */
export async function isIncluded(index, size, leaf, proof, root) {
    if (index < 0 || index >= size || ![leaf, ...proof].every((hash) => HASH.test(hash))) return false;
    const end = await walk({ first: index, last: size - 1, old: leaf, grown: leaf }, proof);
    return end !== null && end.grown === root;
}

/**
 * Whether the tree of `size1` leaves is the beginning of that of `size2`.
 * @param {number} size1 @param {number} size2 @param {string} root1 @param {string} root2 @param {string[]} proof
 * @returns {Promise<boolean>}
 */
export async function isConsistent(size1, size2, root1, root2, proof) {
    if (size1 < 1 || size1 > size2 || !proof.every((hash) => HASH.test(hash))) return false;
    if (size1 === size2) return proof.length === 0 && root1 === root2;
    const [start, ...steps] = Number.isInteger(Math.log2(size1)) ? [root1, ...proof] : proof;
    if (start === undefined) return false;
    let [first, last] = [size1 - 1, size2 - 1];
    while (first % 2 === 1) [first, last] = [half(first), half(last)];
    const end = await walk({ first, last, old: start, grown: start }, steps);
    return end !== null && end.old === root1 && end.grown === root2;
}

/**
 * Up to the root, one step of the proof after the other; null when the proof is too long or too short.
 * @param {{first: number, last: number, old: string, grown: string}} at @param {string[]} proof
 * @returns {Promise<{old: string, grown: string} | null>}
 */
async function walk(at, proof) {
    const [step, ...rest] = proof;
    if (step === undefined) return at.last === 0 ? at : null;
    return at.last === 0 ? null : walk(await stepUp(at, step), rest);
}

/** @param {{first: number, last: number, old: string, grown: string}} at @param {string} step */
async function stepUp({ first, last, old, grown }, step) {
    if (first % 2 === 0 && first !== last) return { first: half(first), last: half(last), old, grown: await nodeOf(grown, step) };
    const hashes = { old: await nodeOf(step, old), grown: await nodeOf(step, grown) };
    let [up, end] = [first, last];
    while (up % 2 === 0 && up !== 0) [up, end] = [half(up), half(end)];
    return { first: half(up), last: half(end), ...hashes };
}

/** @param {number} value @returns {number} */
function half(value) {
    return Math.floor(value / 2);
}

/**
 * What is wrong with a stretch of a history; `before` is the event in front of it.
 * @param {Evidence[]} events @param {{sequence: number, hash: string | null}} before
 * @param {{size: number, root: string} | null} checkpoint null while the log is empty
 * @returns {Promise<{breaks: Break[], proved: number, last: {sequence: number, hash: string | null}}>}
 */
export async function checkEvents(events, before, checkpoint) {
    const found = await Promise.all(
        events.map(async (event, index) => {
            const previous = index === 0 ? before : events[index - 1];
            const problem = await chainProblem(event, previous);
            return { sequence: event.sequence, problem: problem ?? (await logProblem(event, checkpoint)), isInLog: event.position !== null };
        })
    );
    const last = events.at(-1) ?? before;
    return {
        breaks: found.filter(({ problem }) => problem !== null).map(({ sequence, problem }) => ({ sequence, problem })),
        proved: found.filter(({ problem, isInLog }) => problem === null && isInLog).length,
        last: { sequence: last.sequence, hash: last.hash }
    };
}

/** @param {Evidence} event @param {{sequence: number, hash: string | null}} previous @returns {Promise<string | null>} */
async function chainProblem(event, previous) {
    if (event.sequence !== previous.sequence + 1) return 'sequence';
    if ((await sha256(event.canonical)) !== event.hash) return 'hash';
    const document = parsed(event.canonical);
    const isChained = (event.previousHash ?? null) === previous.hash && (document?.previousHash ?? null) === previous.hash;
    return isChained && document?.sequence === event.sequence ? null : 'chain';
}

/** @param {Evidence} event @param {{size: number, root: string} | null} checkpoint @returns {Promise<string | null>} */
async function logProblem({ hash, position, proof }, checkpoint) {
    if (checkpoint === null || position === null || position === undefined || position >= checkpoint.size) return null;
    return (await isIncluded(position, checkpoint.size, await leafOf(hash), proof ?? [], checkpoint.root)) ? null : 'log';
}

/**
 * `valid`, `unsigned` (the org has no key), or `invalid`.
 * @param {any} checkpoint @param {any[]} keys public keys of the org as JWKs @param {number} now
 * @returns {Promise<'valid' | 'unsigned' | 'invalid'>}
 */
export async function signatureState(checkpoint, keys, now) {
    if (checkpoint.signature === null && checkpoint.kid === null) return keys.length === 0 ? 'unsigned' : 'invalid';
    const jwk = keys.find((key) => key.kid === checkpoint.kid);
    const isFromFuture = Date.parse(checkpoint.time) > now + SKEW_MS;
    const isValid = jwk && checkpoint.signature && !isFromFuture && (await isSigned(checkpoint, jwk));
    return isValid ? 'valid' : 'invalid';
}

/** @param {any} checkpoint @param {any} jwk @returns {Promise<boolean>} */
async function isSigned(checkpoint, jwk) {
    try {
        return await verifies(checkpoint, jwk);
    } catch {
        return false; // a key or a signature that is none
    }
}

/** @param {any} checkpoint @param {any} jwk @returns {Promise<boolean>} */
async function verifies(checkpoint, jwk) {
    const signed = { ...checkpoint };
    delete signed.signature;
    const publicKey = { kty: jwk.kty, n: jwk.n, e: jwk.e, alg: 'RS256', ext: true };
    const key = await crypto.subtle.importKey('jwk', publicKey, RS256, false, ['verify']);
    const base64 = checkpoint.signature.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return crypto.subtle.verify(RS256, key, bytes, new TextEncoder().encode(canonicalJson(signed)));
}

/** @param {string} text @returns {any} null for what is no JSON */
export function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}
