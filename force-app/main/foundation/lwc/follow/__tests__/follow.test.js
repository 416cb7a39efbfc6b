import { Follower } from 'c/follow';

const COUNT = { fieldApiName: 'Event_Count__c' };
const record = (count, lastModifiedDate = '2026-11-22T10:00:00.000Z', id = 'a01') => ({ id, lastModifiedDate, fields: { Event_Count__c: { value: count } } });

/** A refresh whose answers come when the test lets them. */
function held() {
    const answers = [];
    const refresh = jest.fn(() => new Promise((resolve, reject) => answers.push({ resolve, reject })));
    return { refresh, answers };
}

describe('c/follow', () => {
    it('refreshes when the record is in another state, and not before', async () => {
        const refresh = jest.fn().mockResolvedValue();
        const follower = new Follower(refresh, [COUNT]);
        await follower.see(undefined);
        await follower.see(record(1));
        await follower.see(record(1));
        expect(refresh).not.toHaveBeenCalled();
        await follower.see(record(1, '2026-11-22T10:05:00.000Z'));
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('tells two steps within one second apart', async () => {
        const refresh = jest.fn().mockResolvedValue();
        const follower = new Follower(refresh, [COUNT]);
        await follower.see(record(1));
        await follower.see(record(2));
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('does not take another record for a new state', async () => {
        const refresh = jest.fn().mockResolvedValue();
        const follower = new Follower(refresh, [COUNT]);
        await follower.see(record(1));
        await follower.see(record(2, '2026-11-22T10:05:00.000Z', 'a02'));
        expect(refresh).not.toHaveBeenCalled();
    });

    it('asks once more for all that was told while it asked', async () => {
        const { refresh, answers } = held();
        const follower = new Follower(refresh, [COUNT]);
        await follower.see(record(1));
        const settled = follower.see(record(2));
        follower.see(record(3));
        follower.see(record(4));
        expect(refresh).toHaveBeenCalledTimes(1);
        answers[0].resolve();
        await Promise.resolve();
        expect(refresh).toHaveBeenCalledTimes(2);
        answers[1].resolve();
        await settled;
        expect(refresh).toHaveBeenCalledTimes(2);
    });

    it('follows on after a refresh that failed', async () => {
        const { refresh, answers } = held();
        const follower = new Follower(refresh, [COUNT]);
        const first = follower.run();
        answers[0].reject(new Error('No signal'));
        await expect(first).rejects.toThrow('No signal');
        const second = follower.run();
        answers[1].resolve();
        await second;
        expect(refresh).toHaveBeenCalledTimes(2);
    });

    it('asks once more when the refresh fails that was under way', async () => {
        const { refresh, answers } = held();
        const follower = new Follower(refresh, [COUNT]);
        const first = follower.run();
        follower.run();
        answers[0].reject(new Error('No signal'));
        await Promise.resolve();
        await Promise.resolve();
        expect(refresh).toHaveBeenCalledTimes(2);
        answers[1].resolve();
        await expect(first).rejects.toThrow('No signal');
    });
});
