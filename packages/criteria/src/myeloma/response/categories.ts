/** Response categories in ascending order; NE (not evaluable) stands outside it. */
export const CATEGORIES = ['PD', 'SD', 'MR', 'PR', 'VGPR', 'CR', 'sCR'] as const;
export type Category = (typeof CATEGORIES)[number];

const rank = (category: Category): number => CATEGORIES.indexOf(category);
export const reaches = (category: Category, limit: Category): boolean => rank(category) >= rank(limit);
export const lower = (a: Category, b: Category): Category => (rank(a) < rank(b) ? a : b);
export const higher = (a: Category, b: Category): Category => (rank(a) < rank(b) ? b : a);
