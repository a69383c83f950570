import { type Code, type Fact, withMembers } from '@linea/facts';
import { dayAfter, exactDayAfter, firstDayAfter, type Infusion, infusionsOf } from '../../cart/infusions.ts';
import { type LaterTreatment, laterTreatments } from '../../cart/later-treatments.ts';
import { assessedOf } from '../../lymphoma/assessed.ts';
import { hasDisease } from '../../myeloma/baseline.ts';
import {
  type Application,
  beside,
  codeOf,
  happenings,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  valued,
} from '../../patient/patient.ts';

/** Counts may be used this many days before the infusion: they help to interpolate its first days. */
const DAYS_BEFORE = 7;

interface Counted {
  readonly fact: Fact;
  readonly day: number;
  /** As the criteria take it. */
  readonly count: Readonly<Record<string, unknown>>;
}

/** Results of a code with the day on which they were drawn; what is not known to the day, or marked spurious, is left out. */
function countsOf(of: Patient, infusion: Infusion, code: Code): readonly Counted[] {
  return valued(of, code).flatMap((fact) => {
    const found = measured(fact);
    const day = found === null ? null : exactDayAfter(of, infusion, fact, -DAYS_BEFORE);
    return day === null ? [] : [{ fact, day, count: { day, ...found } }];
  });
}

const asInput = (counts: readonly Counted[], code: Code): Sourced => ({
  value: counts.map(({ count }) => count),
  facts: counts.map(({ fact }) => fact.id),
  codes: [code],
});

/** Is it a treatment of the tumour, or a transplant: not of a toxicity, nor palliative? */
const isAntiTumour = ({ kind, reason }: LaterTreatment): boolean =>
  /Hsct$/.test(kind) || (kind !== 'palliative' && reason !== 'toxicity');

/** The first progression, new treatment, stem-cell boost, transplant or death after the infusion (field-map 4, cutDay). */
function cutDay(of: Patient, infusion: Infusion): Sourced {
  const kinds = (code: Code, words: readonly string[], when: Code): readonly Fact[] =>
    valued(of, code).flatMap((fact) => (words.includes(codeOf(fact) ?? '') ? [beside(of, fact, when) ?? fact] : []));
  const facts = [
    ...kinds('resp.lugano', ['PD'], 'resp.date'),
    ...kinds('resp.imwg', ['PD'], 'resp.date'),
    ...kinds('resp.all', ['relapse'], 'resp.date'),
    ...valued(of, 'line.progressionDate'),
    ...(hasDisease(of, 'LBCL') ? assessedOf(of).flatMap(({ derived, fact }) => (derived === 'PD' ? [fact] : [])) : []),
    ...laterTreatments(of).flatMap((treatment) => (isAntiTumour(treatment) ? [treatment.start] : [])),
    ...kinds('supp.kind', ['stemCellBoost'], 'supp.start'),
    ...kinds('proc.kind', ['alloHsct', 'autoHsct'], 'proc.date'),
    ...happenings(of, 'death.date'),
  ];
  return firstDayAfter(of, infusion, facts, 'resp.date', 'sub.start', 'death.date');
}

/** Days of transfusions of a kind: units in the flow-sheet, or an entry of support. */
function transfusionDays(of: Patient, infusion: Infusion, kind: string, units: Code): Sourced {
  const given = [
    ...valued(of, units).filter((fact) => (numberOf(fact) ?? 0) > 0),
    ...valued(of, 'supp.kind').flatMap((fact) =>
      codeOf(fact) === kind ? [beside(of, fact, 'supp.start') ?? fact] : [],
    ),
  ];
  const dated = given.flatMap((fact) => {
    const day = exactDayAfter(of, infusion, fact, -14);
    return day === null ? [] : [{ fact, day }];
  });
  return { value: dated.map(({ day }) => day), facts: dated.map(({ fact }) => fact.id), codes: ['supp.kind'] };
}

/** Days with G-CSF in the flow-sheet; they do not change a grade. */
function gcsfDays(of: Patient, infusion: Infusion): Sourced {
  const days = valued(of, 'day.gcsf').filter(
    (fact) => fact.value?.kind === 'boolean' && fact.value.boolean && dayAfter(of, infusion, fact),
  );
  return { value: days.length > 0 ? days.length : null, facts: days.map(({ id }) => id), codes: ['day.gcsf'] };
}

const about = ({ about: after }: Infusion): Pick<Application, 'of'> => (after ? { of: after } : {});

function stated(of: Patient, infusion: Infusion, code: Code): Pick<Application, 'stated'> {
  const fact = valued(of, code).find((one) => dayAfter(of, infusion, one) !== null);
  return fact ? { stated: { value: Number(codeOf(fact)), fact: fact.id } } : {};
}

/** Once an infusion after which the count was taken in a window of days. */
const perInfusion = (
  of: Patient,
  code: Code,
  [first, last]: readonly [number, number],
  make: (infusion: Infusion, counts: readonly Counted[]) => Omit<Application, 'of'>,
): readonly Application[] =>
  infusionsOf(of).flatMap((infusion) => {
    const counts = countsOf(of, infusion, code);
    return counts.some(({ day }) => day >= first && day <= last)
      ? [withMembers(about(infusion), make(infusion, counts))]
      : [];
  });

export const earlyIcahtApplications = (of: Patient): readonly Application[] =>
  perInfusion(of, 'lab.anc', [0, 30], (infusion, counts) => ({
    inputs: { anc: asInput(counts, 'lab.anc'), cutDay: cutDay(of, infusion), gcsfDays: gcsfDays(of, infusion) },
    ...stated(of, infusion, 'icaht.earlyReported'),
  }));

export const lateIcahtApplications = (of: Patient): readonly Application[] =>
  perInfusion(of, 'lab.anc', [31, Infinity], (infusion, counts) => ({
    inputs: { anc: asInput(counts, 'lab.anc'), cutDay: cutDay(of, infusion) },
    ...stated(of, infusion, 'icaht.lateReported'),
  }));

export const recoveryApplications = (of: Patient): readonly Application[] =>
  perInfusion(of, 'lab.anc', [0, 60], (infusion, counts) => ({
    inputs: { anc: asInput(counts, 'lab.anc'), cutDay: cutDay(of, infusion) },
  }));

const plateletApplications =
  (first: number, last: number) =>
  (of: Patient): readonly Application[] =>
    perInfusion(of, 'lab.plt', [first, last], (infusion, counts) => ({
      inputs: {
        platelets: asInput(counts, 'lab.plt'),
        cutDay: cutDay(of, infusion),
        transfusionDays: transfusionDays(of, infusion, 'platelets', 'day.pltUnits'),
      },
    }));
export const earlyPlateletApplications = plateletApplications(0, 30);
export const latePlateletApplications = plateletApplications(31, 100);

export const cytopeniaApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion) => {
    const [anc, platelets, haemoglobin] = (['lab.anc', 'lab.plt', 'lab.hb'] as const).map((code) =>
      countsOf(of, infusion, code).filter(({ day }) => day >= 0),
    );
    if (![anc, platelets, haemoglobin].some((counts) => counts && counts.length > 0)) return [];
    return [
      withMembers(about(infusion), {
        inputs: {
          anc: asInput(anc ?? [], 'lab.anc'),
          platelets: asInput(platelets ?? [], 'lab.plt'),
          haemoglobin: asInput(haemoglobin ?? [], 'lab.hb'),
          plateletTransfusionDays: transfusionDays(of, infusion, 'platelets', 'day.pltUnits'),
          redCellTransfusionDays: transfusionDays(of, infusion, 'rbc', 'day.rbcUnits'),
        },
      }),
    ];
  });
