import type { Words } from './words.ts';

/** What a line was treated with: a regimen by its short name, a product in the reader's words, or that it is not recorded. */
export const regimenName = (regimen: string | null, { say }: Pick<Words, 'say'>): string =>
  regimen === null ? say('figure.line.noRegimen') : say.or(`drug.${regimen}`, regimen);
