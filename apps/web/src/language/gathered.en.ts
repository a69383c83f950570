import type { WordsData } from './words.ts';

/** What the build puts in the place of this file: see `vite/words.ts`. */
export declare const words: WordsData;
