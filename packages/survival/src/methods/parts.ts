import { bootstrapParts } from './bootstrap.ts';
import { imputeParts } from './impute.ts';
import type { Parts } from './method.ts';
import { poolParts } from './pool.ts';

/** The methods whose work can be divided, by name. */
export const partedMethods: Readonly<Record<string, Parts>> = {
  cox: bootstrapParts,
  impute: imputeParts,
  pool: poolParts,
};
