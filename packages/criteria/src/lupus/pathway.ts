import { addMonths, isBefore, type Span, type Truth } from '@linea/facts';
import {
  above,
  below,
  calculation,
  count,
  date,
  flag,
  type Inputs,
  isTrue,
  list,
  quantity,
  type Reader,
  truth,
  type When,
} from '../engine/index.ts';
import { absenceSpeaks, percent } from '../general/readers.ts';
import { pathwayApplications } from './pathway-facts.ts';
import { LAST_MONTH, REQUIRED, SLE_STAGES, type SleStage, SPACED_MONTHS } from './pathway-stages.ts';

/** Names of what is recorded, by stage. */
const recorded = (): Reader<Readonly<Partial<Record<SleStage, readonly string[]>>>> => ({
  help: '{ stage: [ name ] }',
  read(raw) {
    const given = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
    const entries = SLE_STAGES.flatMap((stage) =>
      Array.isArray(given[stage]) ? [[stage, given[stage]] as const] : [],
    );
    return { input: Object.fromEntries(entries), issues: [] };
  },
});

const inputs = {
  referralDate: absenceSpeaks(date('null')),
  consent: absenceSpeaks(flag()),
  eligible: absenceSpeaks(flag()),
  accepted: absenceSpeaks(flag()),
  released: absenceSpeaks(flag()),
  activeInfection: absenceSpeaks(flag()),
  leukapheresisDate: absenceSpeaks(date('null')),
  releaseDate: absenceSpeaks(date('null')),
  lymphodepletionDate: absenceSpeaks(date('null')),
  infusionDate: absenceSpeaks(date('null')),
  dischargeDate: absenceSpeaks(date('null')),
  asOf: absenceSpeaks(date()),
  visitMonths: absenceSpeaks(list(count([0, LAST_MONTH], 'mo'))),
  cd19: absenceSpeaks(quantity('/uL', { bare: true, count: true, plausible: [0, 1_000_000] })),
  naivePct: absenceSpeaks(percent()),
  recorded: absenceSpeaks(recorded()),
};
type Pathway = Inputs<typeof inputs>;

const yes = (flagged: Pathway['consent']): Truth => (flagged.given ? truth(isTrue(flagged)) : null);
const dated = ({ given, span }: When): Span | null => (given ? span : null);

/** The dates of the stages do not decrease. */
function reversed(of: Pathway): string | null {
  const [depleted, infused] = [dated(of.lymphodepletionDate), dated(of.infusionDate)];
  if (depleted && infused && isBefore(infused, depleted) === true) return 'infusion-before-lymphodepletion';
  const dates = [
    of.referralDate,
    of.leukapheresisDate,
    of.releaseDate,
    of.lymphodepletionDate,
    of.infusionDate,
    of.dischargeDate,
  ].flatMap((when) => dated(when) ?? []);
  return dates.some((later, index) => dates.slice(0, index).some((earlier) => isBefore(later, earlier) === true))
    ? 'stage-dates-decrease'
    : null;
}

/** What a stage asks before it opens: yes, no, or not recorded. */
type Requirement = readonly [name: string, answer: Truth];

const happened = (when: When): Truth => (when.given ? when.span !== null : null);
const not = (answer: Truth): Truth => (answer === null ? null : !answer);

/** Months of follow-up that have passed, counted by the calendar; null without infusion or day. */
function passed(of: Pathway, months: number): Truth {
  const [infused, today] = [dated(of.infusionDate), dated(of.asOf)];
  if (!infused || !today) return null;
  if (addMonths(infused.end, months) <= today.start) return true;
  return addMonths(infused.start, months) > today.end ? false : null;
}

const entries = (of: Pathway): Readonly<Record<SleStage, readonly Requirement[]>> => ({
  screening: [['referral', of.referralDate.given ? happened(of.referralDate) : true]],
  leukapheresis: [['consent', yes(of.consent)], ['eligible', yes(of.eligible)]],
  manufacturing: [['accepted', yes(of.accepted)]],
  // No infection recorded is not an infection recorded: the record blocks only where it says so.
  lymphodepletion: [['released', yes(of.released)], ['noActiveInfection', yes(of.activeInfection) !== true]],
  infusion: [['infusionDate', happened(of.infusionDate)]],
  followUpFrequent: [['dischargeDate', happened(of.dischargeDate)]],
  followUpSpaced: [['month3', passed(of, 3)]],
}); // biome-ignore format: a table

const exits = (of: Pathway): Readonly<Record<SleStage, Truth>> => ({
  screening: of.eligible.given ? true : null,
  leukapheresis: yes(of.accepted),
  manufacturing: yes(of.released),
  lymphodepletion: happened(of.infusionDate),
  infusion: happened(of.dischargeDate),
  followUpFrequent: passed(of, 3),
  followUpSpaced: passed(of, LAST_MONTH),
});

/** Visits of spaced follow-up that are past and of which nothing is recorded. */
const missingVisits = (of: Pathway): readonly string[] => {
  const seen = new Set(of.visitMonths.flatMap(({ given, range }) => (given ? [range.low] : [])));
  return of.visitMonths.given
    ? SPACED_MONTHS.filter((month) => passed(of, month) === true && !seen.has(month)).map((month) => `month${month}`)
    : [];
};

interface StageState {
  readonly stage: SleStage;
  readonly status: 'done' | 'open' | 'blocked';
  readonly missing: readonly string[];
  readonly blockedBy: readonly string[];
}

function stateOf(of: Pathway, stage: SleStage): StageState {
  const asked = entries(of)[stage];
  const unrecorded = asked.flatMap(([name, answer]) => (answer === null ? [name] : []));
  const blockedBy = asked.flatMap(([name, answer]) => (answer === false ? [name] : []));
  const told = of.recorded[stage];
  const visits = stage === 'followUpSpaced' ? missingVisits(of) : [];
  const missing = [...unrecorded, ...(told ? REQUIRED[stage].filter((name) => !told.includes(name)) : []), ...visits];
  const exit = exits(of)[stage];
  const status = unrecorded.length > 0 || blockedBy.length > 0 ? 'blocked' : exit === true ? 'done' : 'open';
  return { stage, status, missing: [...new Set(missing)], blockedBy };
}

/** B cells in blood below this are deeply depleted; naive cells above this share of them are a reset. */
const [DEPTH, NAIVE] = [5, 80];

/**
 * Pathway of CAR-T in lupus - `slePathway`
 *
 *  screening         opens with the referral, ends with the decision on eligibility
 *  leukapheresis     opens when eligible and consent is recorded, ends when the product is accepted for manufacture
 *  manufacturing     opens when accepted, ends with release
 *  lymphodepletion   opens when released with no active infection recorded, ends when day 0 is fixed
 *  infusion          opens with day 0, ends with discharge
 *  followUpFrequent  opens with discharge, ends at month 3
 *  followUpSpaced    opens at month 3 (then 6, 9, 12, 18, 24, yearly), ends after 15 years
 *
 * `blocked` speaks of missing or contradictory records and is no clinical decision. What is missing is listed, never
 * guessed; dates that decrease are an error. B cells below 5/uL are `depleted` (a depth, not aplasia); back and mainly
 * naive (above 80 %) is a `reset`.
 *
 * @param visitMonths  months of spaced follow-up at which the patient was seen
 * @param recorded     what is recorded, by stage
 * @returns `stages` [{ stage, status: done | open | blocked, missing, blockedBy }], `depleted`, `reset`
 * @source lupus.md 6; depth and reset are conventions of this project
 */
export const slePathway = calculation({
  id: 'slePathway',
  version: '1',
  source: 'stages of a lay pathway of 2025; conventions of this project',
  verification: 'convention',
  inputs,
  compute: (of) => {
    const error = reversed(of);
    if (error) return { error };
    const depleted = of.cd19.given ? truth(below(of.cd19, DEPTH)) : null;
    const naive = of.naivePct.given ? truth(above(of.naivePct, NAIVE)) : null;
    const back = not(depleted);
    const reset = back === false || naive === false ? false : back === null || naive === null ? null : true;
    return { fields: { stages: SLE_STAGES.map((stage) => stateOf(of, stage)), depleted, reset } };
  },
  from: pathwayApplications,
});
