import type { Code, Fact } from '@linea/facts';
import { inMonths, toIso } from '@linea/facts';
import { cutoffOf } from '../lines/cutoff-of.ts';
import { clockOf } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  happenings,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { type DrugGroup, groupOf } from './drug-groups.ts';
import { REQUIRED, type SleStage, SPACED_MONTHS } from './pathway-stages.ts';
import { inVisit, type Visit, visitsOf } from './visits.ts';

const missing = (...codes: readonly Code[]): Sourced => ({ value: undefined, facts: [], codes });

const dated = (of: Patient, code: Code): Sourced => {
  const fact = happenings(of, code).at(-1);
  return fact ? sourced(plainDate(dateSpan(of, fact)), [fact], code) : missing(code);
};

const flagged = (of: Patient, code: Code, words: Readonly<Record<string, boolean>>): Sourced => {
  const fact = valued(of, code).at(-1);
  const value = words[codeOf(fact) ?? ''];
  return fact && value !== undefined ? sourced(value, [fact]) : missing(code);
};

/** Consent to the registry, or of a kind that nobody wrote: another consent decides nothing of the pathway. */
export const isOfRegistry =
  (of: Patient) =>
  (fact: Fact): boolean =>
    (codeOf(beside(of, fact, 'consent.kind')) ?? 'registry') === 'registry';

/** Consent to the registry, given or waived. */
function consent(of: Patient): Sourced {
  const fact = valued(of, 'consent.status').findLast(isOfRegistry(of));
  const value = { given: true, waived: true, refused: false, withdrawn: false }[codeOf(fact) ?? ''];
  return fact && value !== undefined ? sourced(value, [fact]) : missing('consent.status');
}

/** The product was released; one out of specification under managed access or when it was infused, not where it was rejected. */
function released(of: Patient): Sourced {
  const fact = valued(of, 'mfg.result').at(-1);
  const word = codeOf(fact);
  if (!fact || word !== 'outOfSpec')
    return flagged(of, 'mfg.result', { released: true, failed: false, cancelled: false });
  const infusion = clockOf(of)?.infusion;
  if (infusion) return sourced(true, [fact, infusion]);
  const handled = beside(of, fact, 'mfg.oosHandling');
  const answer = { managedAccess: true, rejected: false }[codeOf(handled) ?? ''];
  return handled && answer !== undefined ? sourced(answer, [fact, handled]) : missing('mfg.oosHandling');
}

/** An infection that goes on, and did not begin after lymphodepletion. */
function activeInfection(of: Patient): Sourced {
  const depleted = happenings(of, 'ld.start').at(-1);
  const limit = depleted ? dateSpan(of, depleted).end : Infinity;
  const began = (fact: Fact): number => of.span(beside(of, fact, 'infx.onset') ?? fact).start;
  const open = valued(of, 'infx.outcome').find((fact) => codeOf(fact) === 'ongoing' && began(fact) <= limit);
  return open ? sourced(true, [open], 'infx.outcome') : missing('infx.outcome');
}

/** Codes whose presence, with a value or an honest absence, records what a stage asks for. */
const CODES: Readonly<Record<string, readonly Code[]>> = {
  classification: ['sle.criteriaItems', 'sle.acrEularScore'], sledai: ['sledai.items', 'sledai.total'], pga: ['sledai.pga'], bilag: ['bilag.renal'], diseaseDuration: ['dx.date'],
  organs: ['sle.organs'], biopsyClass: ['sle.nephritisClass'], drugHistory: ['elig.sleFailures'], glucocorticoidDose: ['sledai.gcDose'], hbv: ['com.hbvSurfaceAg'], hcv: ['com.hcvAb'], hiv: ['com.hivAgAb'],
  tb: ['com.tbTest'], vzv: ['com.vzvIgG'], cmv: ['com.cmvIgG'], vaccination: ['imm.vaccineRestart', 'proc.kind'], pregnancyTest: ['lab.pregnancyTest'], contraception: ['elig.contraception'],
  lvef: ['com.lvef'], dlco: ['com.dlco'], creatinine: ['lab.creatinine', 'lab.egfr'], bloodCount: ['lab.hb'], igg: ['lab.igg'], cd19: ['imm.cd19'], cd3: ['imm.cd3', 'leuk.cd3Before'], consent: ['consent.status'],
  washOut: ['leuk.lastTherapyStop'], leukapheresisDate: ['leuk.date'], collectedCells: ['leuk.totalCells', 'leuk.cd3'], complications: ['leuk.adverse'],
  start: ['mfg.orderDate', 'mfg.shipDate'], release: ['mfg.releaseDate', 'mfg.result'], outOfSpecification: ['mfg.result', 'inf.outOfSpec'], bridging: ['bridge.kind'], flareInInterval: ['sledai.response'],
  drugs: ['ld.regimen'], doses: ['ld.fluDose', 'ld.cyDose'], dates: ['ld.start'], baselineSledai: ['sledai.items', 'sledai.total'], baselinePga: ['sledai.pga'], immunosuppressantsStopped: ['drug.end', 'sledai.immunosuppressantStable'],
  dose: ['inf.dose', 'inf.dosePerKg'], crsFlowSheet: ['day.tempMax', 'crs.occurred'], icaht: ['lab.anc'], licats: ['ae.term'], infections: ['infx.onset', 'fu.seriousInfection'],
  doris: ['sledai.items'], lldas: ['sledai.items'], proteinuria: ['lab.upcr', 'lab.proteinuria24'], complement: ['lab.c3', 'lab.c4'], antiDsDna: ['lab.dsdna'], glucocorticoid: ['sledai.gcDose'], newDrugs: ['sub.start', 'fu.onTherapy'],
  secondCancer: ['spm.occurred'], pregnancy: ['preg.lmp'],
}; // biome-ignore format: a table

const STAGES = Object.keys(REQUIRED) as readonly SleStage[];

/** What is recorded of each stage, before the infusion for the first four and after it for the others. */
function recordedOf(of: Patient): Sourced {
  const zero = clockOf(of)?.infusion;
  const day0 = zero ? dateSpan(of, zero).start : Infinity;
  const within = (fact: Fact, stage: SleStage): boolean => {
    const late = STAGES.indexOf(stage) >= STAGES.indexOf('infusion');
    return late ? of.span(fact).end >= day0 : of.span(fact).start <= day0;
  };
  const value = Object.fromEntries(
    STAGES.map((stage) => [
      stage,
      REQUIRED[stage].filter((name) =>
        (CODES[name] ?? []).some((code) => of.byCode(code).some((fact) => within(fact, stage))),
      ),
    ]),
  );
  return { value, facts: [], codes: [] };
}

/** Months of spaced follow-up with an assessment within a month and a half of them. */
function visitMonths(of: Patient): Sourced {
  const zero = clockOf(of)?.infusion;
  if (!zero) return missing('sledai.date');
  const after = visitsOf(of).map(({ span }) => inMonths(span.start - dateSpan(of, zero).start));
  const value = SPACED_MONTHS.filter((month) => after.some((when) => Math.abs(when - month) <= 1.5));
  return { value, facts: [], codes: ['sledai.date'] };
}

const lastNumber = (of: Patient, code: Code): Sourced => {
  const fact = valued(of, code).at(-1);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
};

const today = (of: Patient): Sourced => {
  const day = cutoffOf(of);
  return Number.isFinite(day) ? { value: toIso(day), facts: [], codes: [] } : missing('fu.date');
};

/** Once a patient with lupus on the way to a CAR-T treatment. */
export function pathwayApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'SLE')) return [];
  return [
    {
      inputs: {
        referralDate: dated(of, 'ref.date'),
        consent: consent(of),
        eligible: flagged(of, 'elig.carT', { eligible: true, notEligible: false, deferred: false }),
        accepted: flagged(of, 'leuk.result', {
          accepted: true,
          insufficient: false,
          proceduralFailure: false,
          rejected: false,
        }),
        released: released(of),
        activeInfection: activeInfection(of),
        leukapheresisDate: dated(of, 'leuk.date'),
        releaseDate: dated(of, 'mfg.releaseDate'),
        lymphodepletionDate: dated(of, 'ld.start'),
        infusionDate: dated(of, 'inf.date'),
        dischargeDate: dated(of, 'inf.discharge'),
        asOf: today(of),
        visitMonths: visitMonths(of),
        cd19: lastNumber(of, 'imm.cd19'),
        naivePct: lastNumber(of, 'imm.bNaivePct'),
        recorded: recordedOf(of),
      },
    },
  ];
}

/** The last day of a group of drugs as recorded: the latest end, null where a visit says that none is taken and none was. */
function lastDose(of: Patient, groups: readonly DrugGroup[]): { readonly last: Sourced; readonly on: Sourced } {
  const events = valued(of, 'drug.code')
    .map((fact) => of.byEvent(fact.event))
    .filter((facts) => groups.includes(groupOf(facts) as DrugGroup));
  const ongoing = events.flatMap((facts) =>
    facts.filter((fact) => fact.code === 'drug.ongoing' && codeOf(fact) === 'yes'),
  );
  const ends = events
    .flatMap((facts) => inVisit(facts, 'drug.end') ?? [])
    .sort((a, b) => dateSpan(of, a).end - dateSpan(of, b).end);
  const last = ends.at(-1);
  const complete = events.length > 0 && ends.length === events.length;
  return {
    last: last && complete ? sourced(plainDate(dateSpan(of, last)), [last]) : missing('drug.end'),
    on: ongoing.length > 0 ? sourced(true, ongoing) : missing('drug.ongoing'),
  };
}

/** What a visit says of a treatment: being taken, not taken, or nothing. */
function saidOf(visit: Visit | undefined, code: 'sledai.immunosuppressantStable' | 'sledai.biologic'): Sourced {
  const fact = visit && inVisit(visit.facts, code);
  return fact ? sourced(codeOf(fact) !== 'none', [fact]) : missing(code);
}

/** Still given an immunosuppressant or a biologic: the last visit prevails over the list of drugs, for what it speaks of. */
function onImmunosuppressant(of: Patient, visit: Visit | undefined): Sourced {
  const both = [
    [saidOf(visit, 'sledai.immunosuppressantStable'), lastDose(of, ['immunosuppressant']).on],
    [saidOf(visit, 'sledai.biologic'), lastDose(of, ['biologic']).on],
  ] as const;
  const told = both.map(([said, listed]) => (said.value === undefined ? listed : said));
  const taken = told.find(({ value }) => value === true);
  if (taken) return taken;
  const [immunosuppressant] = told;
  return immunosuppressant ?? missing('sledai.immunosuppressantStable');
}

/** Once a patient with lupus after infusion: what the last visit says prevails over the list of drugs. */
export function drugFreeApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'SLE') || !clockOf(of)?.infusion) return [];
  const [immuno, steroid] = [lastDose(of, ['immunosuppressant', 'biologic']), lastDose(of, ['glucocorticoid'])];
  const visit = visitsOf(of).at(-1);
  const dose = visit && inVisit(visit.facts, 'sledai.gcDose');
  const zero = dose?.value?.kind === 'number' ? dose.value.number === 0 : undefined;
  return [
    {
      inputs: {
        lastImmunosuppressantDate: immuno.last,
        lastGlucocorticoidDate: steroid.last,
        onImmunosuppressant: onImmunosuppressant(of, visit),
        onGlucocorticoid: dose && zero !== undefined ? sourced(!zero, [dose]) : steroid.on,
        asOf: today(of),
      },
    },
  ];
}
