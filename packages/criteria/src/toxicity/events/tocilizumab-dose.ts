import { atLeast, below, calculation, flag, list, type Measured, quantity, truth } from '../../engine/index.ts';
import { type Moment, moment } from '../../general/instants.ts';
import { absenceSpeaks } from '../../general/readers.ts';
import { tidy } from '../../general/shown-measure.ts';
import { isSaid } from '../attributed.ts';

const [MG_PER_KG, MG_PER_KG_CHILD, CHILD_BELOW_KG, MOST_MG] = [8, 12, 30, 800];
const [INTERVAL_MINUTES, DAY_MINUTES, MOST_IN_A_DAY, MOST_IN_ALL] = [8 * 60, 24 * 60, 3, 4];

type Reason = 'maxTotal' | 'max24h' | 'intervalShort';

/** Milligrams for a weight; null while an imprecise weight leaves it open. */
function doseOf(weight: Measured): { readonly min: number; readonly max: number } {
  const mg = (kg: number, isChild: boolean): number => Math.min(MOST_MG, kg * (isChild ? MG_PER_KG_CHILD : MG_PER_KG));
  const { low, high } = weight.range;
  const isChild = truth(below(weight, CHILD_BELOW_KG));
  if (isChild !== null) return { min: mg(low, isChild), max: mg(high, isChild) };
  return {
    min: Math.min(mg(low, true), mg(CHILD_BELOW_KG, false)),
    max: Math.max(mg(CHILD_BELOW_KG, true), mg(high, false)),
  };
}

/** The limits of the label that a dose now would not keep: certainly, or possibly where a clock time is not known. */
function beyond(doses: readonly Moment[], now: Moment, isCertain: boolean): readonly Reason[] {
  const since = ({ from, to }: Moment): number => (isCertain ? now.to - from : now.from - to);
  const inADay = doses.filter((dose) => since(dose) < DAY_MINUTES).length;
  const isShort = doses.some((dose) => since(dose) < INTERVAL_MINUTES);
  return [
    ...(doses.length >= MOST_IN_ALL ? (['maxTotal'] as const) : []),
    ...(inADay >= MOST_IN_A_DAY ? (['max24h'] as const) : []),
    ...(isShort ? (['intervalShort'] as const) : []),
  ];
}

/**
 * Tocilizumab: arithmetic of the label - `tocilizumab.dose`
 *
 *  from 30 kg  8 mg/kg; below 12 mg/kg (from memory); at most 800 mg
 *  interval    not before 8 h; at most 3 doses in 24 h, 4 in all
 *
 * `allowedNow` says only whether the interval and number limits of the label would be kept: never "give". It is no order;
 * the line stays off until a centre has recorded who approved its protocol, and in isolated ICANS (`hidden`).
 *
 * @param weight         kg or lb; outside 2-250 kg it is refused
 * @param previousDoses  their instants; a day without clock time may leave `allowedNow` open
 * @param now            the instant asked about; not needed before the first dose
 * @source Label of tocilizumab (EMA, FDA); doses as in Santomasso BD et al. J Clin Oncol 2021;39:3978-3992
 */
export const tocilizumabDose = calculation({
  id: 'tocilizumab.dose',
  version: '1',
  source: 'Label of tocilizumab (EMA, FDA); Santomasso BD et al. J Clin Oncol 2021;39:3978-3992',
  inputs: {
    weight: quantity('kg', { plausible: [2, 250] }),
    previousDoses: absenceSpeaks(list(moment())),
    now: absenceSpeaks(moment()),
    isolatedIcans: absenceSpeaks(flag()),
  },
  compute: ({ weight, previousDoses, now, isolatedIcans }) => {
    const given = previousDoses.flatMap((dose) => (dose ? [dose] : []));
    const doses = now ? given.filter((dose) => dose.from <= now.to) : given;
    const certain = now ? beyond(doses, now, true) : doses.length >= MOST_IN_ALL ? (['maxTotal'] as const) : [];
    const possible = now ? beyond(doses, now, false) : doses.length > 0 ? (['maxTotal'] as const) : [];
    const allowedNow = certain.length > 0 ? false : possible.length === 0 ? true : null;
    const dose = weight.given ? doseOf(weight) : null;
    const isExact = dose !== null && dose.min === dose.max;
    const missing = [...(isExact ? [] : ['weight']), ...(allowedNow === null ? [now ? 'previousDoses' : 'now'] : [])];
    return {
      fields: {
        ...(missing.length > 0 ? { status: 'indeterminate' } : {}),
        value: isExact ? tidy(dose.min) : null,
        missing,
        doseMg: isExact ? tidy(dose.min) : null,
        ...(dose && !isExact ? { min: tidy(dose.min), max: tidy(dose.max) } : {}),
        allowedNow,
        reason: certain[0] ?? null,
        reasons: certain,
        dosesRemaining: Math.max(0, MOST_IN_ALL - doses.length),
        hidden: isSaid(isolatedIcans),
      },
      warnings: [
        ...(doses.length < given.length ? ['doseAfterNow'] : []),
        ...(weight.given && truth(atLeast(weight, CHILD_BELOW_KG)) !== true ? ['ruleNotIndependentlyVerified'] : []),
      ],
    };
  },
});
