import type { Criterion } from '../engine/index.ts';
import { diseaseState } from './disease-state.ts';
import { dor } from './dor.ts';
import { fhr } from './fhr.ts';
import { lot } from './lot.ts';
import { overallSurvival } from './overall-survival.ts';
import { pfs } from './pfs.ts';
import { pfs2 } from './pfs2.ts';
import { refractory } from './refractory.ts';
import { refractoryClasses } from './refractory-classes.ts';
import { ttnt } from './ttnt.ts';
import { ttp } from './ttp.ts';

/** Lines of therapy, refractoriness and times to event, in the order of a patient's page. */
export const lineCriteria: readonly Criterion[] = [
  lot,
  refractory,
  refractoryClasses,
  diseaseState,
  fhr,
  pfs,
  ttp,
  dor,
  ttnt,
  pfs2,
  overallSurvival,
];
