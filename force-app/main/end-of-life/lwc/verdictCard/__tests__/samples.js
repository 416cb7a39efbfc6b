/** Answers of Apex as the components of end of life get them. */
export const ADVICE = {
    isKnown: true,
    isDue: false,
    dueBecause: [],
    condition: 'good',
    currencyCode: 'EUR',
    method: 'Estimated.',
    sources: [],
    options: [
        { action: 'repair', label: 'Repair', isOpen: true, isBest: true, value: 1, cost: 0, days: 1, because: [] },
        { action: 'recycle', label: 'Recycle', isOpen: true, isBest: false, value: 1, cost: 0, days: 1, because: [] }
    ]
};
export const REQUESTED = { handoverId: 'h1', status: 'Requested', kind: 'Recycle', way: 'Store', dropOffCode: 'AB12CD34', partnerLabel: 'Metals', holdsData: true };
export const PARTNERS = [{ code: 'Metals', label: 'Metals', kind: 'Recycle', takesParcels: true }];

/** The person takes an option of the card. */
export const choose = (element, action) => element.shadowRoot.querySelector('c-verdict-card').dispatchEvent(new CustomEvent('choose', { detail: { action } }));
