import { type Code, withMembers } from '@linea/facts';
import { above, atLeast, below, calculation, type Decision, type Inputs } from '../../engine/index.ts';
import { linesOf } from '../../lines/lines-of.ts';
import { printed, settleRecord } from '../../lines/record.ts';
import type { Sourced } from '../../patient/patient.ts';
import { hasDisease } from '../baseline.ts';
import { type Chain, type LightChains, lightChains, plasmaCells, serumM, urineM } from './assessment.ts';
import { baselineOf } from './assessments-in.ts';

export type Track = 'serum' | 'urine' | 'flc' | 'marrow';

const measurableInputs = { serumM: serumM(), urineM: urineM(), flc: lightChains(), bmpc: plasmaCells() };

export type Baseline = Inputs<typeof measurableInputs>;

export const measurableParams = {
  measurableSerum: { default: 1 },
  measurableUrine: { default: 200 },
  measurableFlc: { default: 100 },
} as const;
export type MeasurableParams = { readonly [K in keyof typeof measurableParams]: number };

const MEASURABLE_MARROW_PERCENT = 30;

/** The chain in excess: kappa above the reference range of the ratio, lambda below it; null in between. */
export const involvedChain =
  ({ ratio, reference }: LightChains): Decision<Chain | null> =>
  (path) =>
    above(ratio, reference[1])(path) ? 'kappa' : below(ratio, reference[0])(path) ? 'lambda' : null;

/** The tracks on which disease can be followed, in the order of myeloma.md 1.2. A value that is not there measures nothing. */
export const measurableTracks =
  ({ serumM, urineM, flc, bmpc }: Baseline, params: MeasurableParams): Decision<readonly Track[]> =>
  (path) => {
    const tracks: Track[] = [];
    if (serumM.given && atLeast(serumM, params.measurableSerum)(path)) tracks.push('serum');
    if (urineM.given && atLeast(urineM, params.measurableUrine)(path)) tracks.push('urine');
    if (tracks.length > 0) return tracks;
    const involved = flc.given ? involvedChain(flc)(path) : null;
    if (involved && atLeast(flc[involved], params.measurableFlc)(path)) return ['flc'];
    return bmpc.given && atLeast(bmpc, MEASURABLE_MARROW_PERCENT)(path) ? ['marrow'] : [];
  };

/**
 * Measurable disease at a baseline (multiple myeloma) - `mm.measurable`
 *
 *  serum   M-protein >= 1.0 g/dL (`measurableSerum`; many recent trials use 0.5)
 *  urine   M-protein >= 200 mg/24 h (`measurableUrine`)
 *  flc     involved free light chain >= 100 mg/L (`measurableFlc`) and abnormal ratio; only without serum and urine
 *  marrow  plasma cells >= 30 %; only if none of the above
 *
 * `tracks` lists what is measurable, in this order; an empty list is non-measurable disease. A value that was not
 * reported cannot be followed, so it makes no track; a censored one (`< 1.2 g/dL`) may leave the list open.
 *
 * @param serumM  serum M-protein `{ value, unit }` or 'not-detected'
 * @param urineM  urine M-protein per 24 hours, or 'not-detected'; a concentration without volume is not usable
 * @param flc     `{ kappa, lambda, unit }`, reference range of the ratio 0.26-1.65 unless `low` and `high` are given
 * @param bmpc    marrow plasma cells, % (aspirate or biopsy)
 * @source International Myeloma Working Group; Kumar S et al. Lancet Oncol 2016;17:e328-e346
 */
export const measurable = calculation({
  id: 'mm.measurable',
  version: 'imwg-2016',
  source: 'Kumar S et al. Lancet Oncol 2016;17:e328-e346',
  inputs: measurableInputs,
  params: measurableParams,
  compute(inputs, params) {
    const fields = printed(settleRecord((path) => ({ tracks: measurableTracks(inputs, params)(path) })));
    const { possible } = fields.tracks as { readonly possible?: unknown };
    return { fields: withMembers(fields, possible ? { possible } : {}) };
  },
  from: (of) => {
    if (!hasDisease(of, 'MM')) return [];
    return linesOf(of).flatMap((line) => {
      const baseline = baselineOf(of, line);
      if (!baseline) return [];
      const input = (name: string, ...codes: Code[]): Sourced => ({
        value: baseline.values[name] ?? null,
        facts: baseline.facts,
        codes,
      });
      const inputs = {
        serumM: input('serumM', 'lab.mSerum'),
        urineM: input('urineM', 'lab.mUrine'),
        flc: input('flc', 'lab.kappa', 'lab.lambda'),
        bmpc: input('bmpc', 'marrow.plasmaCells'),
      };
      return [{ at: baseline.days, of: line.number === 1 ? { baseline: 'diagnosis' } : { line: line.number }, inputs }];
    });
  },
});
