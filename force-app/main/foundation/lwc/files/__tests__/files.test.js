import { base64Of } from 'c/files';

describe('c/files', () => {
    it('reads a file as base64', async () => {
        await expect(base64Of(new Blob(['photo']))).resolves.toBe('cGhvdG8=');
    });

    it('tells when a file cannot be read', async () => {
        await expect(base64Of(/** @type {any} */ ('no file'))).rejects.toThrow();
    });
});
