import type { Items } from './model/items.ts';

/** What the build puts in the place of this file: see `vite/words.ts`. */
export declare const items: Items;
