/* global __dirname */
const { Buffer } = require('buffer');
const { createHash, createSign, generateKeyPairSync, webcrypto } = require('crypto');
const fs = require('fs');
const path = require('path');
const { TextEncoder: NodeTextEncoder } = require('util');
import { canonicalJson, checkEvents, isConsistent, isIncluded, leafOf, sha256, signatureState } from 'c/ledgerProof';

const SHARED = path.resolve(__dirname, '../../../../../../../shared/data');
const withVectors = fs.existsSync(SHARED) ? describe : describe.skip; // published vectors lie beside the project, never in it

beforeAll(() => {
    Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
    globalThis.TextEncoder = NodeTextEncoder;
});

const hash = (text) => createHash('sha256').update(text).digest('hex');
const node = (left, right) => hash(Buffer.from(`01${left}${right}`, 'hex'));

/** Two events in a log of two. */
async function history() {
    const events = [];
    for (const sequence of [1, 2]) {
        const previousHash = events.at(-1)?.hash ?? null;
        const canonical = canonicalJson({ sequence, previousHash });
        events.push({ sequence, canonical, hash: hash(canonical), previousHash });
    }
    const leaves = await Promise.all(events.map((event) => leafOf(event.hash)));
    events.forEach((event, index) => Object.assign(event, { position: index, proof: [leaves[1 - index]] }));
    return { events, checkpoint: { size: 2, root: node(leaves[0], leaves[1]) } };
}

const START = { sequence: 0, hash: null };

describe('ledgerProof', () => {
    withVectors('published vectors', () => {
        const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');
        const merkle = path.join(SHARED, 'merkle');
        const jcs = path.join(SHARED, 'jcs');

        it.each(fs.existsSync(SHARED) ? fs.readdirSync(merkle) : [])('%s gets its verdict', async (file) => {
            const vector = JSON.parse(fs.readFileSync(path.join(merkle, file), 'utf8'));
            const proof = (vector.proof ?? []).map(hex);
            const verdict =
                'leafIdx' in vector
                    ? await isIncluded(vector.leafIdx, vector.treeSize, hex(vector.leafHash), proof, hex(vector.root))
                    : await isConsistent(vector.size1, vector.size2, hex(vector.root1), hex(vector.root2), proof);
            expect(verdict).toBe(!vector.wantErr);
        });

        it.each(fs.existsSync(SHARED) ? fs.readdirSync(path.join(jcs, 'input')) : [])('%s has its canonical text', (file) => {
            const value = JSON.parse(fs.readFileSync(path.join(jcs, 'input', file), 'utf8'));
            expect(canonicalJson(value)).toBe(fs.readFileSync(path.join(jcs, 'output', file), 'utf8').trim());
        });
    });

    it('hashes text as SHA-256 of its UTF-8 bytes', async () => {
        expect(await sha256('Größe')).toBe(hash('Größe'));
    });

    it('finds nothing wrong with a sound history', async () => {
        const { events, checkpoint } = await history();
        expect(await checkEvents(events, START, checkpoint)).toEqual({ breaks: [], proved: 2, last: { sequence: 2, hash: events[1].hash } });
        expect(await checkEvents(events.slice(1), events[0], checkpoint)).toMatchObject({ breaks: [], proved: 1 });
        expect(await checkEvents([], START, null)).toEqual({ breaks: [], proved: 0, last: START });
    });

    it.each([
        ['a changed text', 'hash', (event) => (event.canonical = event.canonical.replace('2', '3'))],
        ['a missing number', 'sequence', (event) => (event.sequence = 3)],
        ['another hash before it', 'chain', (event) => (event.previousHash = hash('other'))],
        ['another place in the log', 'log', (event) => (event.position = 0)],
        ['no proof', 'log', (event) => (event.proof = null)]
    ])('names %s', async (_what, problem, tamper) => {
        const { events, checkpoint } = await history();
        tamper(events[1]);
        const { breaks } = await checkEvents(events, START, checkpoint);
        expect(breaks).toEqual([{ sequence: events[1].sequence, problem }]);
    });

    it('finds a text that was hashed anew at the event after it', async () => {
        const { events, checkpoint } = await history();
        events[0].canonical = canonicalJson({ sequence: 1, previousHash: null, forged: true });
        events[0].hash = hash(events[0].canonical);
        const { breaks } = await checkEvents(events, START, checkpoint);
        expect(breaks).toEqual([
            { sequence: 1, problem: 'log' },
            { sequence: 2, problem: 'chain' }
        ]);
    });

    it('takes an event that is not in the log yet for sound and not for proved', async () => {
        const { events } = await history();
        Object.assign(events[1], { position: null, proof: null });
        const checkpoint = { size: 1, root: await leafOf(events[0].hash) };
        events[0].proof = [];
        expect(await checkEvents(events, START, checkpoint)).toMatchObject({ breaks: [], proved: 1 });
    });

    describe('signatures', () => {
        const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' }];
        const time = '2026-11-20T10:00:00Z';
        const now = Date.parse(time);
        const body = { kid: 'key-1', origin: 'loop/test', root: 'a'.repeat(64), schema: 'loop/log-checkpoint/1', size: 2, time };
        const signature = createSign('RSA-SHA256').update(canonicalJson(body)).sign(privateKey, 'base64url');
        const signed = { ...body, signature };

        it('tells signed, unsigned and forged checkpoints apart', async () => {
            expect(await signatureState(signed, keys, now)).toBe('valid');
            expect(await signatureState({ ...body, kid: null, signature: null }, [], now)).toBe('unsigned');
            expect(await signatureState({ ...body, kid: null, signature: null }, keys, now)).toBe('invalid');
            expect(await signatureState({ ...signed, size: 3 }, keys, now)).toBe('invalid');
            expect(await signatureState({ ...signed, signature: 'nonsense!' }, keys, now)).toBe('invalid');
            expect(await signatureState(signed, [{ ...keys[0], kid: 'key-2' }], now)).toBe('invalid');
        });

        it('lets clocks differ by five minutes', async () => {
            expect(await signatureState(signed, keys, now - 5 * 60_000)).toBe('valid');
            expect(await signatureState(signed, keys, now - 6 * 60_000)).toBe('invalid');
        });
    });
});
