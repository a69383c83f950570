import type { Criterion } from '../engine/index.ts';
import { carHematotox } from './car-hematotox.ts';
import { charlson } from './charlson.ts';
import { easix, mEasix, sEasix } from './easix.ts';
import { ecog } from './ecog.ts';
import { hctCi } from './hct-ci.ts';
import { hscore } from './hscore.ts';
import { inflamix } from './inflamix.ts';
import { aaipi, ipi, nccnIpi, ripi } from './ipi.ts';
import { mtvCategory } from './mtv-category.ts';
import { scoreWhere } from './score-where.ts';

/** Risk scores, in the order in which a patient's page shows them. */
export const scoreCriteria: readonly Criterion[] = [
  ipi, aaipi, ripi, nccnIpi, ecog, charlson, hctCi, carHematotox, easix, sEasix, mEasix, hscore, mtvCategory, inflamix, scoreWhere,
]; // biome-ignore format: a list
