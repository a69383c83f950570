import type { Criterion } from '../engine/index.ts';
import { bca } from './bca.ts';
import { brexucelDose } from './brexucel-dose.ts';
import { burden } from './burden.ts';
import { diagnosis } from './diagnosis.ts';
import { endpoint } from './endpoint.ts';
import { gate } from './gate.ts';
import { igg } from './igg.ts';
import { mrd } from './mrd.ts';
import { prophylaxis } from './prophylaxis.ts';
import { refractory } from './refractory.ts';
import { relapse } from './relapse.ts';
import { relapseTiming } from './relapse-timing.ts';
import { response } from './response.ts';
import { allText } from './text.ts';
import { vaccination } from './vaccination.ts';

/** Acute lymphoblastic leukaemia, in the order in which a patient's page shows it. */
export const leukaemiaCriteria: readonly Criterion[] = [
  diagnosis, response, mrd, relapse, relapseTiming, refractory, burden, gate, brexucelDose, endpoint, bca, igg, prophylaxis, vaccination, allText,
]; // biome-ignore format: a list
