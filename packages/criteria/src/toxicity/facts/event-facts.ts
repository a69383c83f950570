import { type Code, type Fact, fromIso, type Span, spanOf, withMembers } from '@linea/facts';
import { dayAfter, exactDayAfter, type Infusion, infusionDateInput, infusionsOf } from '../../cart/infusions.ts';
import { sizeOf } from '../../general/size-of.ts';
import { plainDay } from '../../lymphoma/clock.ts';
import {
  type Application,
  beside,
  booleanOf,
  codeOf,
  dateSpan,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import { type Drawn, drawnIn, extremeOf, isBelow, resultInput } from './window.ts';

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false };
const yesNo = (fact: Fact | undefined, code: Code): Sourced => {
  const answer = YES_NO[codeOf(fact) ?? ''];
  return fact && answer !== undefined ? sourced(answer, [fact]) : unknownInput(code);
};
const about = ({ about: after }: Infusion): Pick<Application, 'of'> => (after ? { of: after } : {});

/** An HLH-like syndrome is looked for up to this day, among results this many days around the highest ferritin. */
const [LAST_DAY, AROUND] = [90, 3];

/** The last value of an item before lymphodepletion, else before the infusion. */
function baseline(of: Patient, { fact }: Infusion, code: Code): Fact | undefined {
  const start = valued(of, 'ld.start').findLast((one) => dateSpan(of, one).start <= dateSpan(of, fact).end);
  const limit = dateSpan(of, start ?? fact).start;
  return valued(of, code).findLast((one) => measured(one) !== null && of.span(one).end < limit);
}

/** Neutrophils below 500 or platelets below 25 around the day: the usual pattern; else what is new is not said by a number. */
function gradeFourCytopenia(of: Patient, infusion: Infusion, day: number): Sourced {
  const low = (code: Code, limit: number): readonly Drawn[] =>
    drawnIn(of, infusion, code, day - AROUND, day + AROUND).filter(({ fact }) => isBelow(fact, limit));
  const found = [...low('lab.anc', 0.5), ...low('lab.plt', 25)].map(({ fact }) => fact);
  return found.length > 0 ? sourced(true, found, 'lab.anc', 'lab.plt') : unknownInput('lab.anc', 'lab.plt');
}

/** Features of IEC-HS around the highest ferritin after an infusion. */
export const iecHsApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const ferritin = extremeOf(drawnIn(of, infusion, 'lab.ferritin', 0, LAST_DAY), 'highest');
    if (!ferritin) return [];
    const near = (code: Code, which: 'highest' | 'lowest') =>
      resultInput(extremeOf(drawnIn(of, infusion, code, ferritin.day - AROUND, ferritin.day + AROUND), which), code);
    const before = (code: Code): Sourced => {
      const fact = baseline(of, infusion, code);
      return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
    };
    const said = (code: Code): Sourced =>
      yesNo(
        valued(of, code).find((fact) => dayAfter(of, infusion, fact) !== null),
        code,
      );
    const timing = valued(of, 'iechs.timing').find((fact) => dayAfter(of, infusion, fact) !== null);
    const occurred = valued(of, 'iechs.occurred').find((fact) => dayAfter(of, infusion, fact) !== null);
    const diagnosis = booleanOf(occurred);
    return [
      withMembers(about(infusion), {
        at: of.span(ferritin.fact),
        inputs: {
          ferritin: resultInput(ferritin, 'lab.ferritin'),
          ferritinBaseline: before('lab.ferritin'),
          ferritinRapidRise: said('iechs.ferritinRapidRise'),
          timing: timing
            ? sourced(codeOf(timing) === 'unknown' ? null : (codeOf(timing) ?? null), [timing])
            : unknownInput('iechs.timing'),
          cytopenia: gradeFourCytopenia(of, infusion, ferritin.day),
          ast: near('lab.ast', 'highest'),
          astBaseline: before('lab.ast'),
          alt: near('lab.alt', 'highest'),
          altBaseline: before('lab.alt'),
          fibrinogen: near('lab.fibrinogen', 'lowest'),
          haemophagocytosis: said('iechs.haemophagocytosis'),
        },
        ...(occurred && diagnosis !== undefined ? { stated: { value: diagnosis, fact: occurred.id } } : {}),
      }),
    ];
  });

/** A day counts as febrile from here on, in degrees Celsius. */
const FEVER = 38;

/** Febrile neutropenia asks for neutrophils below this, and for one temperature above that or 38.0 for more than an hour. */
const [NEUTROPENIA, HIGH_FEVER] = [1, 38.3];

/** The febrile day with the lowest neutrophils after each infusion, of those that are febrile neutropenia if there are any. */
export const febrileApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const counts = drawnIn(of, infusion, 'lab.anc', -1, Infinity);
    const febrile = valued(of, 'day.tempMax').flatMap((fact) => {
      const day = sizeOf(fact) >= FEVER - 1e-9 ? exactDayAfter(of, infusion, fact) : null;
      if (day === null) return [];
      const anc = extremeOf(counts.filter((one) => one.day >= day - 1 && one.day <= day), 'lowest'); // biome-ignore format: one thought
      const lasted = codeOf(beside(of, fact, 'day.feverOver1h')) === 'yes' || sizeOf(fact) > HIGH_FEVER + 1e-9;
      return [{ fact, anc, isMet: lasted && anc !== undefined && isBelow(anc.fact, NEUTROPENIA) }];
    });
    const lowest =
      febrile
        .filter(({ anc }) => anc)
        .sort(
          (a, b) =>
            Number(b.isMet) - Number(a.isMet) ||
            sizeOf(a.anc?.fact) - sizeOf(b.anc?.fact) ||
            sizeOf(b.fact) - sizeOf(a.fact),
        )[0] ?? febrile[0];
    if (!lowest) return [];
    return [
      withMembers(about(infusion), {
        at: of.span(lowest.fact),
        inputs: {
          anc: resultInput(lowest.anc, 'lab.anc'),
          temperature: sourced(measured(lowest.fact), [lowest.fact]),
          feverOver1h: yesNo(beside(of, lowest.fact, 'day.feverOver1h'), 'day.feverOver1h'),
        },
      }),
    ];
  });

/** Every infection recorded after an infusion, with its day. */
export const infectionApplications = (of: Patient): readonly Application[] => {
  const infusions = infusionsOf(of);
  if (infusions.length === 0) return [];
  const kinds = [...valued(of, 'infx.site'), ...valued(of, 'infx.kind'), ...valued(of, 'infx.onset')];
  const events = new Map(kinds.map((fact) => [fact.event, fact]));
  return [...events.values()].flatMap((first): readonly Application[] => {
    const onset = beside(of, first, 'infx.onset') ?? first;
    const infusion = infusions.findLast((one) => dayAfter(of, one, onset) !== null);
    const day = infusion ? dayAfter(of, infusion, onset) : null;
    return day ? [infectionOf(of, first, onset, sourced(plainDay(day), [onset], 'infx.onset'))] : [];
  });
};

function infectionOf(of: Patient, first: Fact, onset: Fact, day: Sourced): Application {
  const [grade, admitted, outcome] = (['infx.grade', 'infx.hospitalised', 'infx.outcome'] as const).map((code) =>
    beside(of, first, code),
  );
  const isAdmitted = booleanOf(admitted);
  return {
    of: { infection: first.event },
    at: dateSpan(of, onset),
    inputs: {
      treatment: unknownInput('infx.grade'),
      hospitalised:
        admitted && isAdmitted !== undefined ? sourced(isAdmitted, [admitted]) : unknownInput('infx.hospitalised'),
      ...(outcome && codeOf(outcome) === 'fatal' ? { death: sourced(true, [outcome]) } : {}),
      day,
    },
    ...(grade?.value ? { stated: { value: Number(codeOf(grade)), fact: grade.id } } : {}),
  };
}

const LINEAGES: Readonly<Record<string, string>> = { mdsAml: 'myeloid', tCell: 'tCell', skinNonmelanoma: 'skinNonMelanoma', melanoma: 'solid', solid: 'solid', otherHaem: 'otherHaematological' }; // biome-ignore format: a table

/** The days of a malignancy: those of its date, else of the fact. */
function daysOfMalignancy(of: Patient, kind: Fact): Span {
  const date = beside(of, kind, 'spm.date');
  return date ? dateSpan(of, date) : of.span(kind);
}

/** Surely before every infusion: a malignancy of the history is not one that followed. */
function isOfHistory(of: Patient, kind: Fact): boolean {
  const [first] = infusionsOf(of);
  return first !== undefined && daysOfMalignancy(of, kind).end < dateSpan(of, first.fact).start;
}

/** Every new malignancy that was recorded. */
export const malignancyApplications = (of: Patient): readonly Application[] =>
  valued(of, 'spm.kind').flatMap((kind): readonly Application[] =>
    isOfHistory(of, kind) ? [] : [malignancyOf(of, kind)],
  );

function malignancyOf(of: Patient, kind: Fact): Application {
  const date = beside(of, kind, 'spm.date');
  const on = daysOfMalignancy(of, kind);
  const infusion = infusionsOf(of).findLast(({ fact }) => dateSpan(of, fact).start <= on.end);
  const [transgene, chip, sample, reported] = (
    ['spm.carTransgene', 'spm.priorChip', 'spm.sampleStored', 'spm.reportedDate'] as const
  ).map((code) => beside(of, kind, code));
  return {
    of: { malignancy: kind.event },
    at: on,
    inputs: {
      lineage: sourced(LINEAGES[codeOf(kind) ?? ''] ?? null, [kind]),
      date: date?.value ? sourced(plainDate(on), [date]) : unknownInput('spm.date'),
      ...(infusion ? { infusionDate: infusionDateInput(of, infusion) } : {}),
      ...(transgene?.value ? { carTransgene: sourced(codeOf(transgene) ?? null, [transgene]) } : {}),
      ...(chip?.value ? { priorClonalHaematopoiesis: yesNo(chip, 'spm.priorChip') } : {}),
      ...(sample?.value ? { sampleStored: yesNo(sample, 'spm.sampleStored') } : {}),
      ...(reported?.value ? { reportedOn: sourced(plainDate(dateSpan(of, reported)), [reported]) } : {}),
    },
  };
}

/** The dates of long-term follow-up of each infusion; due or not on the day asked about. */
export const followUpApplications = (of: Patient): readonly Application[] =>
  infusionsOf(of).map(
    (infusion): Application =>
      withMembers(about(infusion), {
        at: of.asOf.effective === undefined ? dateSpan(of, infusion.fact) : spanOf(fromIso(of.asOf.effective)),
        inputs: {
          infusionDate: infusionDateInput(of, infusion),
          ...(of.asOf.effective === undefined ? {} : { asOf: { value: of.asOf.effective, facts: [], codes: [] } }),
        },
      }),
  );
