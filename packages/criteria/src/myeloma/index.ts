import type { Criterion } from '../engine/index.ts';
import { cgs2025 } from './cgs-2025.ts';
import { cycle } from './cycle.ts';
import { diagnosis } from './diagnosis.ts';
import { doseLevel } from './dose-level.ts';
import { durieSalmon } from './durie-salmon.ts';
import { fish } from './fish.ts';
import { frailtyImwg } from './frailty-imwg.ts';
import { frailtySimplified } from './frailty-simplified.ts';
import { gate } from './gate.ts';
import { iss } from './iss.ts';
import { riss } from './r-iss.ts';
import { r2iss } from './r2-iss.ts';
import { rdi } from './rdi.ts';
import { selinexorDose } from './selinexor-dose.ts';

/** Criteria of multiple myeloma (without response, lines and endpoints), in the order in which a patient's page shows them. */
export const myelomaCriteria: readonly Criterion[] = [
  diagnosis, durieSalmon, iss, riss, r2iss, cgs2025, fish, frailtyImwg, frailtySimplified, cycle, rdi, doseLevel, selinexorDose, gate,
]; // biome-ignore format: a list
