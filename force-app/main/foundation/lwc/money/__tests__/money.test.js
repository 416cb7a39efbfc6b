import { majorOf, minorDigits, minorOf } from 'c/money';

describe('c/money', () => {
    it('knows how many digits a currency has', () => {
        expect(minorDigits('EUR')).toBe(2);
        expect(minorDigits('JPY')).toBe(0);
    });

    it('turns minor units into major ones and back', () => {
        expect(majorOf(123456, 'EUR')).toBe(1234.56);
        expect(majorOf(123456, 'JPY')).toBe(123456);
        expect(minorOf('19.99', 'EUR')).toBe(1999);
        expect(minorOf('', 'EUR')).toBeNull();
    });
});
