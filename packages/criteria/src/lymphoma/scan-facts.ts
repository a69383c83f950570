import type { Code, Fact, Span } from '@linea/facts';
import { knownSize } from '../general/size-of.ts';
import { sameTime, sinceInfusion } from '../leukaemia/assessments.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
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
} from '../patient/patient.ts';
import { labelOf } from './labels.ts';
import { isLugano, type Lugano } from './lugano.ts';

/** One assessment of the lymphoma: what was recorded together at a date. */
export interface Scan {
  /** The date item, else the first fact of the event. */
  readonly fact: Fact;
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly about: Readonly<Record<string, string | number>>;
  /** What somebody concluded. */
  readonly stated: { readonly value: Lugano; readonly fact: Fact } | null;
}

const inEvent = (facts: readonly Fact[], code: Code): Fact | undefined =>
  facts.find((fact) => fact.code === code && fact.value !== undefined);

const PET_ITEMS = ['resp.deauville', 'resp.uptakeVsBaseline', 'resp.marrowUptake'] as const;
const RESPONSE_ITEMS = ['resp.lugano', 'resp.nonTarget', 'resp.newLesion', 'resp.spleenCm', ...PET_ITEMS] as const;

function scanOf(of: Patient, event: string): Scan {
  const facts = of.byEvent(event);
  const fact = facts.find(({ code }) => code === 'resp.date') ?? (facts[0] as Fact);
  const span = dateSpan(of, fact);
  const conclusion = inEvent(facts, 'resp.lugano');
  const word = codeOf(conclusion);
  const timepoint = codeOf(inEvent(facts, 'resp.timepoint'));
  return {
    fact,
    span,
    facts,
    about: timepoint ? { timepoint } : { date: plainDate(span) },
    stated: conclusion && isLugano(word) ? { value: word, fact: conclusion } : null,
  };
}

/** The assessments of a patient with lymphoma, in order of time. */
export const scansOf = (of: Patient): readonly Scan[] =>
  of.memo('lymphoma scans', () => {
    if (!hasDisease(of, 'LBCL')) return [];
    const events = new Set(RESPONSE_ITEMS.flatMap((code) => of.byCode(code)).map(({ event }) => event));
    const scans = [...events].map((event) => scanOf(of, event));
    return scans.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  });

/** Was a PET-CT read at this assessment? */
export const hasPet = ({ facts }: Scan): boolean =>
  PET_ITEMS.some((code) => inEvent(facts, code) !== undefined) ||
  (codeOf(inEvent(facts, 'resp.imaging')) === 'petct' && inEvent(facts, 'resp.newLesion') !== undefined);

const word = (facts: readonly Fact[], code: Code, words: Readonly<Record<string, string>> = {}): Sourced => {
  const fact = inEvent(facts, code);
  const said = codeOf(fact);
  return fact && said !== undefined ? sourced(words[said] ?? said, [fact]) : unknownInput(code);
};

/** `yes` is disease, but with a Deauville score of X uptake unlikely to be lymphoma (field-map 5). */
function newLesionsByPet(facts: readonly Fact[]): Sourced {
  const unlikely = codeOf(inEvent(facts, 'resp.deauville')) === 'X';
  return word(facts, 'resp.newLesion', { no: 'none', yes: unlikely ? 'unlikelyLymphoma' : 'lymphoma' });
}

const statedOf = ({ stated }: Scan): Pick<Application, 'stated'> =>
  stated ? { stated: { value: stated.value, fact: stated.fact.id } } : {};

export function petctApplication(of: Patient, scan: Scan): Application {
  const days = sinceInfusion(of, scan.fact);
  const label = days ? labelOf({ start: days.low, end: days.high }) : null;
  return {
    of: scan.about,
    at: scan.span,
    inputs: {
      deauville: word(scan.facts, 'resp.deauville'),
      uptakeVsBaseline: word(scan.facts, 'resp.uptakeVsBaseline'),
      newLesions: newLesionsByPet(scan.facts),
      marrow: word(scan.facts, 'resp.marrowUptake'),
      ...(label ? { timepoint: sourced(label, [scan.fact]) } : {}),
    },
    ...statedOf(scan),
  };
}

/** Once an assessment by PET-CT. */
export const petctApplications = (of: Patient): readonly Application[] =>
  scansOf(of)
    .filter(hasPet)
    .map((scan) => petctApplication(of, scan));

/** A lesion at a date, as recorded. */
interface LesionAt {
  readonly id: string;
  readonly role: string | undefined;
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly ldi: number | null;
  readonly sdi: number | null;
}

const FIXED: Readonly<Record<string, number>> = { tooSmall: 0.5, notVisible: 0, merged: 0 };

function lesionAt(of: Patient, event: string): LesionAt {
  const facts = of.byEvent(event);
  const date = facts.find(({ code }) => code === 'lesion.date') ?? (facts[0] as Fact);
  const status = codeOf(inEvent(facts, 'lesion.status'));
  const fixed = status === undefined ? undefined : FIXED[status];
  const size = (code: Code): number | null => {
    if (status === 'notAssessed') return null;
    return knownSize(inEvent(facts, code)) ?? fixed ?? null;
  };
  const label = inEvent(facts, 'lesion.id')?.value;
  return {
    id: label?.kind === 'text' ? label.text : event,
    role: codeOf(inEvent(facts, 'lesion.role')),
    span: dateSpan(of, date),
    facts,
    ldi: size('lesion.ldi'),
    sdi: size('lesion.sdi'),
  };
}

/** Lesions by date of imaging, in order of time. */
const imagingsOf = (of: Patient): readonly (readonly LesionAt[])[] =>
  of.memo('lymphoma lesions', () => {
    const events = new Set(of.byCode('lesion.role').map(({ event }) => event));
    const byDate = new Map<string, LesionAt[]>();
    for (const one of [...events].map((event) => lesionAt(of, event)))
      byDate.set(plainDate(one.span), [...(byDate.get(plainDate(one.span)) ?? []), one]);
    const spanOfAll = (lesions: readonly LesionAt[]): Span => (lesions[0] as LesionAt).span;
    return [...byDate.values()].sort((a, b) => spanOfAll(a).start - spanOfAll(b).start);
  });

const kindOf = ({ facts }: LesionAt): 'node' | 'extranodal' | undefined => {
  const kind = codeOf(inEvent(facts, 'lesion.kind'));
  return kind === undefined ? undefined : kind === 'node' ? 'node' : 'extranodal';
};

const targets = (lesions: readonly LesionAt[]): readonly LesionAt[] => lesions.filter(({ role }) => role === 'target');

const asInput = (lesions: readonly LesionAt[]): Sourced => ({
  value: targets(lesions).map((one) => ({ id: one.id, ldi: one.ldi, sdi: one.sdi, type: kindOf(one) })),
  facts: targets(lesions).flatMap(({ facts }) => facts.map(({ id }) => id)),
  codes: ['lesion.ldi', 'lesion.sdi'],
});

const productOf = ({ ldi, sdi }: LesionAt): number => (ldi === null || sdi === null ? Infinity : ldi * sdi);

/** Each target where its product was smallest before now. */
function nadirs(before: readonly (readonly LesionAt[])[]): readonly LesionAt[] {
  const smallest = new Map<string, LesionAt>();
  for (const one of before.flatMap(targets)) {
    const known = smallest.get(one.id);
    if (!known || productOf(one) < productOf(known)) smallest.set(one.id, one);
  }
  return [...smallest.values()];
}

/** New lesions by CT: those measured; without one the word of the reader, and unknown where there is none. */
function newLesionsByCt(lesions: readonly LesionAt[], scan: Scan | undefined): Sourced {
  const found = lesions.filter(({ role }) => role === 'new');
  const codes = ['lesion.role', 'resp.newLesion'] as const;
  if (found.length > 0) {
    const value = found.map((one) => ({
      type: kindOf(one),
      maxCm: one.ldi,
      unequivocal: booleanOf(inEvent(one.facts, 'lesion.unequivocal')),
    }));
    return { value, facts: found.flatMap(({ facts }) => facts.map(({ id }) => id)), codes };
  }
  const said = scan && inEvent(scan.facts, 'resp.newLesion');
  const answer = codeOf(said);
  if (!said || answer === undefined) return unknownInput(...codes);
  if (answer === 'no' || answer === 'unlikelyLymphoma') return sourced([], [said], ...codes);
  return answer === 'yes' || answer === 'lymphoma'
    ? sourced([{ type: 'extranodal', unequivocal: true }], [said], ...codes)
    : unknownInput(...codes);
}

/** Marrow at an assessment: new where it was clear at baseline or since, involved as before, or not known which. */
function marrowByCt(of: Patient, at: Fact, baseline: Fact): Sourced {
  const known = valued(of, 'marrow.lymphoma').filter((fact) => codeOf(fact) !== 'unknown');
  const now = known.findLast((fact) => sameTime(of, at, fact));
  if (!now) return unknownInput('marrow.lymphoma');
  if (codeOf(now) === 'no') return sourced('normal', [now]);
  const earlier = known.slice(0, known.indexOf(now));
  const start = earlier.findLastIndex((fact) => of.span(fact).start <= of.span(baseline).end);
  const course = earlier.slice(Math.max(0, start));
  const clear = course.find((fact) => codeOf(fact) === 'no');
  if (clear) return sourced('new', [now, clear]);
  return course.length > 0 ? sourced('involved', [now, ...course]) : sourced('involvedOrNew', [now]);
}

const lengthAt = (scan: Scan | undefined): Sourced => {
  const fact = scan && inEvent(scan.facts, 'resp.spleenCm');
  return fact ? sourced(measured(fact), [fact]) : unknownInput('resp.spleenCm');
};

const firstFact = (lesions: readonly LesionAt[]): Fact => (lesions[0] as LesionAt).facts[0] as Fact;

/** Measured lesions after the baseline, which is the last imaging with targets before the infusion, else the first. */
export function ctReadings(
  of: Patient,
): readonly { readonly scan: Scan | undefined; readonly application: Application }[] {
  if (!hasDisease(of, 'LBCL')) return [];
  const imagings = imagingsOf(of).filter((lesions) => lesions.length > 0);
  const withTargets = imagings.filter((lesions) => targets(lesions).length > 0);
  const start =
    withTargets.findLast((lesions) => (sinceInfusion(of, firstFact(lesions))?.high ?? 1) <= 0) ?? withTargets[0];
  if (!start) return [];
  const from = imagings.indexOf(start);
  const scanAt = (lesions: readonly LesionAt[]) => {
    const { start: day } = (lesions[0] as LesionAt).span;
    return scansOf(of)
      .filter(({ fact }) => sameTime(of, fact, firstFact(lesions)))
      .sort((a, b) => Math.abs(a.span.start - day) - Math.abs(b.span.start - day))[0];
  };
  return imagings.slice(from + 1).map((lesions, index) => {
    const scan = scanAt(lesions);
    const span = (lesions[0] as LesionAt).span;
    const inputs = {
      baseline: asInput(start),
      nadir: asInput(nadirs(imagings.slice(from, from + 1 + index))),
      now: asInput(lesions),
      newLesions: newLesionsByCt(lesions, scan),
      nonTarget: scan ? word(scan.facts, 'resp.nonTarget') : unknownInput('resp.nonTarget'),
      baselineSpleenCm: lengthAt(scanAt(start)),
      spleenCm: lengthAt(scan),
      marrow: marrowByCt(of, firstFact(lesions), firstFact(start)),
    };
    const stated = scan && !hasPet(scan) ? statedOf(scan) : {};
    return { scan, application: { of: scan?.about ?? { date: plainDate(span) }, at: span, inputs, ...stated } };
  });
}

/** Once a date of measured lesions after the baseline. */
export const ctApplications = (of: Patient): readonly Application[] =>
  ctReadings(of).map(({ application }) => application);
