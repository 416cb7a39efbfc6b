/** Words that decisions share. The order of values is their ordinal; grades run from best to worst. */

export const CATEGORIES = ['smartphone', 'tablet', 'laptop', 'smartwatch', 'headphones', 'handbag', 'watch', 'shoes', 'coat', 'dress', 'jeans'] as const;
export type Category = (typeof CATEGORIES)[number];

export const BRAND_TIERS = ['iconic', 'premium', 'standard', 'value'] as const;

export const GRADES = ['likeNew', 'good', 'fair', 'worn', 'defective'] as const;

/** What a reference price is: they age differently and are never mixed. */
export const REFERENCE_BASES = ['retail', 'firstTradeIn'] as const;

/** How sure it is where the item comes from, from best to worst. */
export const PROVENANCES = ['brandSale', 'certified', 'documented', 'unproven'] as const;

export const PAYOUTS = ['cash', 'credit'] as const;

export const HOLDS = ['none', 'stolen', 'locked', 'recalled'] as const;

export const VERDICTS = ['genuine', 'unknown', 'suspect'] as const;

export const OWNER_MATCHES = ['owner', 'unknown', 'other'] as const;

export const RISK_LEVELS = ['low', 'medium', 'high'] as const;

export const CIRCULAR_ACTIONS = ['repair', 'tradeIn', 'refurbish', 'resell', 'recycle'] as const;
export type CircularAction = (typeof CIRCULAR_ACTIONS)[number];
