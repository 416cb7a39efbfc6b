import { majorOf, minorDigits, minorOf, moneyText } from 'c/money';

describe('c/money', () => {
    it('knows how many digits a currency has', () => {
        expect(minorDigits('EUR')).toBe(2);
        expect(minorDigits('JPY')).toBe(0);
        expect(minorDigits('BHD')).toBe(3);
    });

    it('turns minor units into major ones and back', () => {
        expect(majorOf(123456, 'EUR')).toBe(1234.56);
        expect(majorOf(123456, 'JPY')).toBe(123456);
        expect(minorOf('19.99', 'EUR')).toBe(1999);
        expect(minorOf('', 'EUR')).toBeNull();
    });

    it('writes money with the digits of its currency', () => {
        expect(moneyText(129900, 'EUR')).toContain('1,299.00');
        expect(moneyText(300000, 'JPY')).toContain('300,000');
    });
});
