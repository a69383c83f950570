import { type Code, type Fact, withMembers } from '@linea/facts';
import { dayAfter, exactDayAfter, type Infusion, infusionDateInput, infusionsOf } from '../../cart/infusions.ts';
import {
  type Application,
  beside,
  codeOf,
  dateSpan,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import { type Drawn, drawnIn, extremeOf, resultInput } from '../../toxicity/facts/window.ts';
import { conditionInput, conditionsOf } from './conditions.ts';

const about = ({ about: after }: Infusion, more: Readonly<Record<string, string>> = {}): Pick<Application, 'of'> => {
  const all = withMembers(after ?? {}, more);
  return Object.keys(all).length > 0 ? { of: all } : {};
};

/** The day on which lymphodepletion began, counted from the infusion; null where it is not known to the day. */
function lymphodepletionDay(of: Patient, infusion: Infusion): { readonly day: number; readonly fact: Fact } | null {
  const found = valued(of, 'ld.start').flatMap((fact) => {
    const day = exactDayAfter(of, infusion, fact, -30);
    return day !== null && day <= 0 ? [{ day, fact }] : [];
  });
  return found.at(-1) ?? null;
}

/** A transfusion of this kind in the days before a sample. */
function transfusedBefore(
  of: Patient,
  sample: Drawn | undefined,
  infusion: Infusion,
  kind: string,
  units: Code,
  days: number,
): Sourced {
  if (!sample) return { value: null, facts: [], codes: ['supp.kind'] };
  const given = [
    ...valued(of, units).filter((fact) => (numberOf(fact) ?? 0) > 0),
    ...valued(of, 'supp.kind').flatMap((fact) =>
      codeOf(fact) === kind ? [beside(of, fact, 'supp.start') ?? fact] : [],
    ),
  ];
  const recent = given.filter((fact) => {
    const day = exactDayAfter(of, infusion, fact, -60);
    return day !== null && day <= sample.day && day >= sample.day - days;
  });
  return recent.length > 0 ? sourced(true, recent, 'supp.kind') : { value: null, facts: [], codes: ['supp.kind'] };
}

const [FIRST_DAY, TARGET_DAY] = [-10, -5];

/** The value nearest to day -5; of two as near the earlier. */
const nearest = (drawn: readonly Drawn[]): Drawn | undefined =>
  drawn.reduce<Drawn | undefined>(
    (best, one) => (best && Math.abs(best.day - TARGET_DAY) <= Math.abs(one.day - TARGET_DAY) ? best : one),
    undefined,
  );

const HEMATOTOX = {
  platelets: 'lab.plt',
  anc: 'lab.anc',
  haemoglobin: 'lab.hb',
  crp: 'lab.crp',
  ferritin: 'lab.ferritin',
} as const satisfies Record<string, Code>;

/** CAR-HEMATOTOX from the values of day -10 to the start of lymphodepletion; without that date up to day -5. */
export const hematotoxApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const start = lymphodepletionDay(of, infusion);
    const inWindow = (code: Code) => nearest(drawnIn(of, infusion, code, FIRST_DAY, start?.day ?? TARGET_DAY));
    const chosen = Object.entries(HEMATOTOX).map(([name, code]) => [name, code, inWindow(code)] as const);
    if (chosen.every(([, , one]) => one === undefined)) return [];
    const [platelets, haemoglobin] = [inWindow('lab.plt'), inWindow('lab.hb')];
    const disease = valued(of, 'reg.indication').at(-1);
    return [
      withMembers(about(infusion), start ? { at: dateSpan(of, start.fact) } : {}, {
        inputs: withMembers(Object.fromEntries(chosen.map(([name, code, one]) => [name, resultInput(one, code)])), {
          plateletTransfusion7d: transfusedBefore(of, platelets, infusion, 'platelets', 'day.pltUnits', 7),
          redCellTransfusion14d: transfusedBefore(of, haemoglobin, infusion, 'rbc', 'day.rbcUnits', 14),
          ...(disease ? { disease: sourced(codeOf(disease) ?? null, [disease]) } : {}),
        }),
        ...(start ? {} : { warnings: ['lymphodepletionStartUnknown'] }),
      }),
    ];
  });

/** The inputs of one formula lie at most this many days apart. */
const APART = 3;
const DAYS = { d0: 0, d1: 1, d3: 3, d7: 7 } as const;

interface TimePoint {
  readonly label: string;
  readonly first: number;
  readonly last: number;
}

/** Before lymphodepletion (or the infusion), and on days 0, 1, 3 and 7. */
function timePoints(of: Patient, infusion: Infusion): readonly TimePoint[] {
  const start = lymphodepletionDay(of, infusion)?.day ?? -1;
  return [
    { label: 'pre', first: -30, last: start },
    ...Object.entries(DAYS).map(([label, day]) => ({ label, first: day, last: day })),
  ];
}

/**
 * The last set before a time point whose values lie within three days of each other: the last complete one, else what
 * there is of the newest.
 */
function setAt(
  of: Patient,
  infusion: Infusion,
  codes: readonly Code[],
  { first, last }: TimePoint,
): readonly (Drawn | undefined)[] {
  const drawn = codes.map((code) => drawnIn(of, infusion, code, first, last));
  const setOf = (newest: number) =>
    drawn.map((values) => values.findLast(({ day }) => day <= newest && newest - day <= APART));
  const days = [...new Set(drawn.flat().map(({ day }) => day))].sort((a, b) => b - a);
  const complete = days.find((day) => setOf(day).every((one) => one !== undefined));
  return setOf(complete ?? days[0] ?? last);
}

const EASIX_CODES = {
  ldh: 'lab.ldh',
  creatinine: 'lab.creatinine',
  crp: 'lab.crp',
  platelets: 'lab.plt',
} as const satisfies Record<string, Code>;

/** A formula of the EASIX family at each time point for which any of its inputs is there. */
export const easixApplications =
  (names: readonly (keyof typeof EASIX_CODES)[]) =>
  (of: Patient): readonly Application[] =>
    infusionsOf(of).flatMap((infusion) =>
      timePoints(of, infusion).flatMap((point): readonly Application[] => {
        const codes = names.map((name) => EASIX_CODES[name]);
        const set = setAt(of, infusion, codes, point);
        if (set.every((one) => one === undefined)) return [];
        const platelets = set[names.indexOf('platelets')];
        return [
          withMembers(about(infusion, { timepoint: point.label }), {
            inputs: withMembers(
              Object.fromEntries(names.map((name, index) => [name, resultInput(set[index], EASIX_CODES[name])])),
              { plateletTransfusion7d: transfusedBefore(of, platelets, infusion, 'platelets', 'day.pltUnits', 7) },
            ),
          }),
        ];
      }),
    );

const INFLAMIX_CODES = {
  albumin: 'lab.albumin', alp: 'lab.alp', ast: 'lab.ast', bilirubin: 'lab.bilirubin', crp: 'lab.crp', dDimer: 'lab.ddimer', ferritin: 'lab.ferritin', haemoglobin: 'lab.hb',
  ldh: 'lab.ldh', platelets: 'lab.plt', wbc: 'lab.wbc',
} as const satisfies Record<string, Code>; // biome-ignore format: a table
const CYTOKINES = { il6: 'il6', il10: 'il10', tnf: 'tnf' } as const;
const BEFORE_INFUSION_DAYS = 30;

/** The inputs of InflaMix: the last values before an infusion. */
export const inflamixApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const results = Object.entries(INFLAMIX_CODES).map(
      ([name, code]) =>
        [name, resultInput(drawnIn(of, infusion, code, -BEFORE_INFUSION_DAYS, 0).at(-1), code)] as const,
    );
    const cytokines = Object.entries(CYTOKINES).map(([name, analyte]) => {
      const values = drawnIn(of, infusion, 'cyt.value', -BEFORE_INFUSION_DAYS, 0);
      return [
        name,
        resultInput(
          values.filter(({ fact }) => codeOf(beside(of, fact, 'cyt.analyte')) === analyte).at(-1),
          'cyt.value',
        ),
      ] as const;
    });
    const all = [...results, ...cytokines];
    if (all.every(([, input]) => input.value === null)) return [];
    return [
      withMembers(about(infusion), {
        inputs: withMembers(Object.fromEntries(all), { infusionDate: infusionDateInput(of, infusion) }),
      }),
    ];
  });

const ORGANOMEGALY = ['none', 'liver', 'spleen', 'both'] as const;

/** HScore where IEC-HS was suspected: around the highest ferritin of the event. */
export const hscoreApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const events = [
      ...valued(of, 'iechs.occurred'),
      ...valued(of, 'iechs.onset'),
      ...valued(of, 'iechs.haemophagocytosis'),
      ...valued(of, 'iechs.organomegaly'),
    ];
    const suspected = events.find((fact) => exactDayAfter(of, infusion, fact) !== null);
    const ferritin = extremeOf(drawnIn(of, infusion, 'lab.ferritin', 0, 90), 'highest');
    if (!suspected || !ferritin) return [];
    const near = (code: Code, which: 'highest' | 'lowest') =>
      resultInput(extremeOf(drawnIn(of, infusion, code, ferritin.day - 3, ferritin.day + 3), which), code);
    const last = (code: Code) => valued(of, code).findLast((fact) => dayAfter(of, infusion, fact) !== null);
    const [organs, phagocytes] = [last('iechs.organomegaly'), last('iechs.haemophagocytosis')];
    const organ = ORGANOMEGALY.find((one) => one === codeOf(organs));
    const seen = { yes: true, no: false }[codeOf(phagocytes) ?? ''];
    return [
      withMembers(about(infusion), {
        at: of.span(ferritin.fact),
        inputs: {
          immunosuppression: conditionInput(conditionsOf(of), 'immunosuppression', 'hiv', 'aids'),
          temperature: near('day.tempMax', 'highest'),
          organomegaly: organs && organ ? sourced(organ, [organs]) : unknownInput('iechs.organomegaly'),
          haemoglobin: near('lab.hb', 'lowest'),
          wbc: near('lab.wbc', 'lowest'),
          platelets: near('lab.plt', 'lowest'),
          ferritin: resultInput(ferritin, 'lab.ferritin'),
          triglycerides: near('lab.triglycerides', 'highest'),
          fibrinogen: near('lab.fibrinogen', 'lowest'),
          ast: near('lab.ast', 'highest'),
          haemophagocytosis:
            phagocytes && seen !== undefined ? sourced(seen, [phagocytes]) : unknownInput('iechs.haemophagocytosis'),
        },
      }),
    ];
  });
