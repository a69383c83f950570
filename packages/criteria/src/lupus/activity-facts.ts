import { type Code, type Fact, normaliseUnit } from '@linea/facts';
import { sizeOf } from '../general/size-of.ts';
import { answerTo } from '../patient/answers.ts';
import {
  type Application,
  beside,
  booleanOf,
  codeOf,
  codesOf,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { type DrugGroup, groupOf } from './drug-groups.ts';
import { inVisit, inWindowOf, itemInputs, type Visit, visitsOf } from './visits.ts';

const coded = (fact: Fact | undefined, words: Readonly<Record<string, unknown>>, code: Code): Sourced =>
  fact ? sourced(words[codeOf(fact) ?? ''] ?? null, [fact]) : unknownInput(code);

const YES_NO = { yes: true, no: false };

const sledaiApplication = (visit: Visit): Application => {
  const total = inVisit(visit.facts, 'sledai.total');
  const value = numberOf(total);
  return {
    of: visit.about,
    at: visit.span,
    inputs: itemInputs(visit),
    params: { windowDays: visit.windowDays },
    ...(total && value !== undefined ? { stated: { value, fact: total.id } } : {}),
  };
};

/** Once an assessment of activity. */
export const sledaiApplications = (of: Patient): readonly Application[] => visitsOf(of).map(sledaiApplication);

/** Which measurement tells an item, and on which side it is worse. */
const MEASURED: readonly (readonly [input: string, code: Code, worse: 'high' | 'low'])[] = [
  ['upcr', 'lab.upcr', 'high'], ['proteinuria24', 'lab.proteinuria24', 'high'], ['rbcPerHpf', 'lab.rbcHpf', 'high'], ['wbcPerHpf', 'lab.wbcHpf', 'high'],
  ['wbc', 'lab.wbc', 'low'], ['platelets', 'lab.plt', 'low'], ['temperature', 'day.tempMax', 'high'],
]; // biome-ignore format: a table

/** A measurement to rank by; mg/mmol of UPCR as its limits are printed (50 beside 500 mg/g). */
function rankOf(fact: Fact): number | null {
  const { value } = fact;
  if (value?.kind !== 'number' && value?.kind !== 'interval') return null;
  const number = value.kind === 'number' ? value.number : value.high;
  if (normaliseUnit(value.unit ?? '') === 'mg/mmol') return number * 10;
  const size = sizeOf(fact);
  return Number.isNaN(size) ? number : size;
}

/** The worst of some measurements, of two equal ones the last: an item counts when it was there at any time of the window. */
const worstOf = (facts: readonly Fact[], worse: 'high' | 'low'): Fact | undefined =>
  facts.reduce<Fact | undefined>((worst, fact) => {
    const [mine, theirs] = [rankOf(fact), worst ? rankOf(worst) : null];
    if (mine === null) return worst;
    return theirs === null || (worse === 'high' ? mine >= theirs : mine <= theirs) ? fact : worst;
  }, undefined);

/** A temperature that its record puts down to something else is no fever of lupus. */
const hasOtherCause = (of: Patient, fact: Fact): boolean =>
  fact.code === 'day.tempMax' && booleanOf(beside(of, fact, 'day.feverOtherCause')) === true;

/** What the visit says of attribution: signs that are not due to lupus, and those of which nobody knows. */
function attributionAt({ facts }: Visit, feverElse: Fact | undefined): Readonly<Record<string, Sourced>> {
  const said = (['notAttributed', 'attributionUnknown'] as const).flatMap((name) => {
    const fact = inVisit(facts, `sledai.${name}`);
    const fever = name === 'notAttributed' ? feverElse : undefined;
    const from = [fact, fever].flatMap((one) => one ?? []);
    const items = [...(codesOf(fact) ?? []), ...(fever ? ['fever'] : [])];
    return from.length > 0 ? [[name, sourced(items, from)] as const] : [];
  });
  return Object.fromEntries(said);
}

/** Once an assessment with measurements in its window: what the worst of them alone would score. */
export const derivedItemApplications = (of: Patient): readonly Application[] =>
  visitsOf(of).flatMap((visit) => {
    const joints = inVisit(visit.facts, 'sledai.jointCount');
    const found = MEASURED.flatMap(([input, code, worse]) => {
      const all = inWindowOf(of, visit, code);
      const own = all.filter((one) => !hasOtherCause(of, one));
      const fact = worstOf(own, worse) ?? worstOf(all, worse);
      return fact ? [[input, sourced(measured(fact), [fact])] as const] : [];
    });
    if (found.length === 0 && !joints) return [];
    const temperatures = inWindowOf(of, visit, 'day.tempMax');
    const feverElse = temperatures.every((fact) => hasOtherCause(of, fact)) ? temperatures.at(-1) : undefined;
    const inputs = Object.fromEntries([
      ...found,
      ...(joints ? [['tenderSwollenJoints', sourced(measured(joints), [joints])] as const] : []),
    ]);
    return [{ of: visit.about, at: visit.span, inputs: { ...inputs, ...attributionAt(visit, feverElse) } }];
  });

const GROUPS = {
  'sledai.immunosuppressantStable': 'immunosuppressant',
  'sledai.biologic': 'biologic',
  'sledai.antimalarial': 'antimalarial',
} as const;

/** A drug of a group that was certainly being given on the day of a visit. */
function takenAt(of: Patient, visit: Visit, group: DrugGroup): Fact | undefined {
  return valued(of, 'drug.code').find((fact) => {
    const event = of.byEvent(fact.event);
    if (groupOf(event) !== group) return false;
    const [start, end] = (['drug.start', 'drug.end'] as const).map((code) => inVisit(event, code));
    const ongoing = codeOf(inVisit(event, 'drug.ongoing')) === 'yes';
    if (!start || of.span(start).end > visit.span.start) return false;
    return ongoing || (end !== undefined && of.span(end).start >= visit.span.end);
  });
}

/** `none` is an explicit empty list; without the word of a clinician only a drug that is being given says something. */
function drugsOf(of: Patient, visit: Visit, code: keyof typeof GROUPS): Sourced {
  const said = inVisit(visit.facts, code);
  if (said) return sourced(codeOf(said) === 'none' ? [] : [codeOf(said)], [said]);
  const taken = takenAt(of, visit, GROUPS[code]);
  return taken ? sourced([codeOf(taken)], [taken], code) : unknownInput(code);
}

const number = (visit: Visit, code: Code): Sourced => {
  const fact = inVisit(visit.facts, code);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
};

export const activityInputs = (of: Patient, visit: Visit) => ({
  pga: number(visit, 'sledai.pga'),
  prednisolone: number(visit, 'sledai.gcDose'),
  ivPulse: coded(inVisit(visit.facts, 'sledai.ivPulse'), YES_NO, 'sledai.ivPulse'),
  immunosuppressants: drugsOf(of, visit, 'sledai.immunosuppressantStable'),
  biologics: drugsOf(of, visit, 'sledai.biologic'),
  antimalarials: drugsOf(of, visit, 'sledai.antimalarial'),
  haemolyticAnaemia: coded(inVisit(visit.facts, 'sledai.haemolyticAnaemia'), YES_NO, 'sledai.haemolyticAnaemia'),
  gastrointestinal: coded(inVisit(visit.facts, 'sledai.gastrointestinal'), YES_NO, 'sledai.gastrointestinal'),
});

/** What the items of a visit come to, as a number or the interval in which it lies; unknown where no item is known. */
export function scoreInput(
  of: Patient,
  visit: Visit,
  field: 'score' | 'clinicalSledai',
  sledai: Parameters<typeof answerTo>[0],
): Sourced {
  const application = of.memo(`sledai ${visit.facts[0]?.event}`, () => sledaiApplication(visit), visit);
  const answer = answerTo(sledai, application);
  const facts = [...new Set(Object.values(application.inputs).flatMap((input) => input.facts))];
  const value = answer[field];
  if (typeof value === 'number') return { value, facts, codes: ['sledai.items'] };
  const possible = (field === 'score' ? answer.possible : (value as { possible?: unknown } | null)?.possible) as
    | readonly number[]
    | undefined;
  if (facts.length === 0 || !possible) return unknownInput('sledai.items');
  return { value: { low: Math.min(...possible), high: Math.max(...possible) }, facts, codes: ['sledai.items'] };
}
