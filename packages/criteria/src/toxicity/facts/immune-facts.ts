import { type Fact, withMembers } from '@linea/facts';
import { immunoglobulinsBy } from '../../cart/immunoglobulins.ts';
import { dayAfter, type Infusion, infusionDateInput, infusionsOf } from '../../cart/infusions.ts';
import { plainDay } from '../../lymphoma/clock.ts';
import { hasDisease } from '../../myeloma/baseline.ts';
import {
  type Application,
  beside,
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

/** Days between two facts that are known to the day. */
function daysBetweenFacts(of: Patient, from: Fact, to: Fact): number | null {
  const [a, b] = [dateSpan(of, from), dateSpan(of, to)];
  return a.start === a.end && b.start === b.end ? b.start - a.start : null;
}

/** Days since the last immunoglobulin before a sample. */
function sinceImmunoglobulin(of: Patient, sample: Fact): Sourced {
  const given = immunoglobulinsBy(of, of.span(sample).end)?.last;
  const days = given ? daysBetweenFacts(of, given, sample) : null;
  return given && days !== null
    ? sourced(days, [given], 'supp.start')
    : { value: null, facts: [], codes: ['supp.start'] };
}

/** The last IgG after an infusion. */
export function iggBandApplications(of: Patient): readonly Application[] {
  return infusionsOf(of).flatMap((infusion) => {
    const sample = valued(of, 'lab.igg').findLast(
      (fact) => measured(fact) !== null && dayAfter(of, infusion, fact) !== null,
    );
    if (!sample) return [];
    const lln = sample.qualifiers?.lln;
    const isMyeloma = hasDisease(of, 'MM');
    const isIgG = codeOf(valued(of, 'lab.heavyChain').at(-1)) === 'igg';
    const protein = isMyeloma && isIgG ? beside(of, sample, 'lab.mSerum') : undefined;
    return [
      withMembers(infusion.about ? { of: infusion.about } : {}, {
        at: of.span(sample),
        inputs: {
          igg: sourced(measured(sample), [sample]),
          lln:
            lln === undefined
              ? unknownInput('lab.lln')
              : sourced({ value: lln, unit: unitOf(sample) }, [sample], 'lab.lln'),
          ...(isMyeloma && isIgG ? { myeloma: { value: true, facts: [], codes: [] } } : {}),
          ...(protein?.value ? { paraprotein: sourced(measured(protein), [protein]) } : {}),
          daysSinceImmunoglobulin: sinceImmunoglobulin(of, sample),
        },
      }),
    ];
  });
}

const unitOf = ({ value }: Fact): string | null =>
  value?.kind === 'number' || value?.kind === 'interval' ? value.unit : null;

interface Seen {
  readonly fact: Fact;
  readonly value: Readonly<Record<string, unknown>>;
  readonly stated: string | null;
}

/** B cells of an infusion: counts and percentages of one sample together, words where it has no number. */
function bCells(of: Patient, infusion: Infusion): readonly Seen[] {
  const byEvent = new Map<string, Seen>();
  for (const [code, name] of [
    ['imm.cd19', 'cd19'],
    ['imm.cd19Pct', 'cd19Pct'],
  ] as const) {
    for (const fact of valued(of, code))
      byEvent.set(fact.event, {
        fact,
        value: withMembers(byEvent.get(fact.event)?.value ?? {}, { [name]: measured(fact) }),
        stated: null,
      });
  }
  for (const fact of valued(of, 'imm.bAplasia')) {
    const word = codeOf(fact);
    if ((word === 'yes' || word === 'no') && !byEvent.has(fact.event))
      byEvent.set(fact.event, { fact, value: { aplasia: word === 'yes' }, stated: `stated B-cell aplasia ${word}` });
  }
  return [...byEvent.values()]
    .filter(({ fact }) => dayAfter(of, infusion, fact) !== null)
    .sort((a, b) => of.span(a.fact).start - of.span(b.fact).start);
}

function measurementsInput(of: Patient, infusion: Infusion, seen: readonly Seen[]): Sourced {
  if (seen.length === 0) return unknownInput('imm.cd19');
  const value = seen.map(({ fact, value: counted }) => {
    const day = dayAfter(of, infusion, fact);
    return withMembers(day ? { day: plainDay(day) } : {}, { date: plainDate(of.span(fact)), ...counted });
  });
  return sourced(value, seen.map(({ fact }) => fact), 'imm.cd19'); // biome-ignore format: one thought
}

/** From the counts alone and, where only words were written, once more taking the words: the course of each infusion. */
function aplasiaCourse(of: Patient, infusion: Infusion, more: Omit<Application, 'inputs'>): readonly Application[] {
  const seen = bCells(of, infusion);
  const asked = hasDisease(of, 'ALL') ? undefined : of.asOf.effective;
  const inputs = (some: readonly Seen[]) => ({
    infusion: infusionDateInput(of, infusion),
    ...(asked === undefined ? {} : { asOf: { value: asked, facts: [], codes: [] } }),
    cd19: unknownInput('imm.cd19'),
    measurements: measurementsInput(of, infusion, some),
  });
  const [counted, words] = [seen.filter(({ stated }) => stated === null), seen.filter(({ stated }) => stated !== null)];
  const alone = withMembers(more, { inputs: inputs(counted) });
  if (words.length === 0) return counted.length === 0 ? [] : [alone];
  const assuming = words.map(({ fact, stated }) => ({ fact: fact.id, label: stated ?? '' }));
  return [alone, withMembers(more, { assuming, inputs: inputs(seen) })];
}

/** B-cell aplasia of acute lymphoblastic leukaemia (`all.bca`), also where nothing was measured yet. */
export function leukaemiaAplasiaApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  return infusionsOf(of).flatMap((infusion) => {
    const more = { of: { after: infusion.fact.event } };
    const course = aplasiaCourse(of, infusion, more);
    return course.length > 0
      ? course
      : [withMembers(more, { inputs: { infusion: infusionDateInput(of, infusion), cd19: unknownInput('imm.cd19') } })];
  });
}

/** B-cell aplasia after each infusion; in acute lymphoblastic leukaemia it is `all.bca`, in lupus also the depth of depletion. */
export function generalAplasiaApplications(of: Patient): readonly Application[] {
  if (hasDisease(of, 'ALL')) return [];
  const presets = hasDisease(of, 'SLE') ? (['general', 'sle-depth'] as const) : (['general'] as const);
  return infusionsOf(of).flatMap((infusion) =>
    presets.flatMap((preset) =>
      aplasiaCourse(of, infusion, { of: withMembers(infusion.about ?? {}, { preset }), params: { preset } }),
    ),
  );
}

/** CD4 counts after each infusion. */
export const cd4Applications = (of: Patient): readonly Application[] =>
  infusionsOf(of).flatMap((infusion): readonly Application[] => {
    const counts = valued(of, 'imm.cd4').filter(
      (fact) => measured(fact) !== null && dayAfter(of, infusion, fact) !== null,
    );
    if (counts.length === 0) return [];
    const value = counts.map((fact) => {
      const day = dayAfter(of, infusion, fact);
      return withMembers(day ? { day: plainDay(day) } : {}, { date: plainDate(of.span(fact)), cd4: measured(fact) });
    });
    return [
      withMembers(infusion.about ? { of: infusion.about } : {}, {
        inputs: { measurements: sourced(value, counts, 'imm.cd4') },
      }),
    ];
  });
