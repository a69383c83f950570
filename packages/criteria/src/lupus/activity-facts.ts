import type { Code, Fact } from '@linea/facts';
import { answerTo } from '../patient/answers.ts';
import {
  type Application,
  codeOf,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
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

const MEASURED: readonly (readonly [input: string, code: Code])[] = [
  ['upcr', 'lab.upcr'], ['proteinuria24', 'lab.proteinuria24'], ['rbcPerHpf', 'lab.rbcHpf'], ['wbcPerHpf', 'lab.wbcHpf'],
  ['wbc', 'lab.wbc'], ['platelets', 'lab.plt'], ['temperature', 'day.tempMax'],
]; // biome-ignore format: a table

/** Once an assessment with measurements in its window: what they alone would score. */
export const derivedItemApplications = (of: Patient): readonly Application[] =>
  visitsOf(of).flatMap((visit) => {
    const joints = inVisit(visit.facts, 'sledai.jointCount');
    const found = MEASURED.flatMap(([input, code]) => {
      const fact = inWindowOf(of, visit, code);
      return fact ? [[input, sourced(measured(fact), [fact])] as const] : [];
    });
    if (found.length === 0 && !joints) return [];
    const inputs = Object.fromEntries([
      ...found,
      ...(joints ? [['tenderSwollenJoints', sourced(measured(joints), [joints])] as const] : []),
    ]);
    return [{ of: visit.about, at: visit.span, inputs }];
  });

const ACTIVE: Readonly<Record<string, readonly string[]>> = {
  'sledai.immunosuppressantStable': ['mycophenolate', 'azathioprine', 'cyclophosphamide', 'voclosporin'],
  'sledai.biologic': ['belimumab', 'anifrolumab', 'rituximab', 'obinutuzumab'],
  'sledai.antimalarial': ['hydroxychloroquine'],
};

/** A drug of a group that was certainly being given on the day of a visit. */
function takenAt(of: Patient, visit: Visit, drugs: readonly string[]): Fact | undefined {
  return valued(of, 'drug.code').find((fact) => {
    if (!drugs.includes(codeOf(fact) ?? '')) return false;
    const event = of.byEvent(fact.event);
    const [start, end] = (['drug.start', 'drug.end'] as const).map((code) => inVisit(event, code));
    const ongoing = codeOf(inVisit(event, 'drug.ongoing')) === 'yes';
    if (!start || of.span(start).end > visit.span.start) return false;
    return ongoing || (end !== undefined && of.span(end).start >= visit.span.end);
  });
}

/** `none` is an explicit empty list; without the word of a clinician only a drug that is being given says something. */
function drugsOf(
  of: Patient,
  visit: Visit,
  code: 'sledai.immunosuppressantStable' | 'sledai.biologic' | 'sledai.antimalarial',
): Sourced {
  const said = inVisit(visit.facts, code);
  if (said) return sourced(codeOf(said) === 'none' ? [] : [codeOf(said)], [said]);
  const taken = takenAt(of, visit, ACTIVE[code] ?? []);
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
  const application = of.memo(`sledai ${visit.facts[0]?.event}`, () => sledaiApplication(visit));
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
