import { type Code, type Span, withMembers } from '@linea/facts';
import { agentsOf } from '../../lines/agents-of.ts';
import { type Line, linesBefore, linesOf } from '../../lines/lines-of.ts';
import { deathOf } from '../../lymphoma/clock.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  derived,
  eachOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  valued,
} from '../../patient/patient.ts';
import { hasDisease } from '../baseline.ts';
import { assessmentsIn, baselineOf, comparableStart, openNext } from './assessments-in.ts';
import { ASSESSMENT_CODES, type AssessmentOf } from './assessments-of.ts';
import { stillInterferes } from './series-warnings.ts';
import { statedBest, statedProgression } from './stated-response.ts';

const CD38: ReadonlySet<string> = new Set(['daratumumab', 'isatuximab']);

/** Days on which an anti-CD38 antibody may still be seen: from its first dose to six months after the last. */
const antiCd38Days = (of: Patient): readonly Span[] =>
  linesOf(of)
    .flatMap((line) => agentsOf(of, line))
    .filter(({ drug }) => CD38.has(drug))
    .map(({ firstDose, lastDose }) => ({
      start: firstDose.start,
      end: lastDose ? stillInterferes(lastDose).end : Infinity,
    }));

/** The assessments of a line as one input; each says whether an anti-CD38 antibody may be in the blood. */
function assessmentsInput(of: Patient, line: Line, isIgGKappa: boolean): Sourced {
  const exposed = isIgGKappa ? antiCd38Days(of) : [];
  const found = assessmentsIn(of, line);
  const value = found.map(({ values, days }) =>
    withMembers(
      values,
      isIgGKappa ? { onAntiCD38: exposed.some(({ start, end }) => days.end >= start && days.start <= end) } : {},
    ),
  );
  return { value, facts: found.flatMap(({ facts }) => facts), codes: ASSESSMENT_CODES };
}

const asInput = (baseline: AssessmentOf | null): Sourced => ({
  value: baseline?.values ?? null,
  facts: baseline?.facts ?? [],
  codes: ASSESSMENT_CODES,
});

const lastCode = (of: Patient, code: Code): Sourced<string> => {
  const fact = valued(of, code).at(-1);
  return sourced(codeOf(fact) ?? null, fact ? [fact] : [], code);
};

function applicationsOf(of: Patient, line: Line): readonly Application[] {
  const [isotype, lightChain] = [lastCode(of, 'lab.heavyChain'), lastCode(of, 'lab.lightChain')];
  const death = deathOf(of);
  const progression = statedProgression(of, line);
  const baseline = baselineOf(of, line);
  const found = assessmentsIn(of, line);
  const [start, next] = [comparableStart(of, line, found), openNext(of, line, found)];
  const inputs: Record<string, Sourced> = {
    baseline: asInput(baseline),
    assessments: assessmentsInput(of, line, isotype.value === 'igg' && lightChain.value === 'kappa'),
    nextLineStart: derived(next ? plainDate(next) : null),
    lineStart: { value: start && plainDate(start), facts: [], codes: ['line.start'] },
    ...(progression ? { statedPdDate: sourced(plainDate(progression.days), [progression.fact]) } : {}),
    isotype,
    lightChain,
    ...(death ? { deathDate: sourced(plainDate(dateSpan(of, death)), [death]) } : {}),
  };
  const stated = statedBest(of, line);
  const shared = {
    of: { line: line.number },
    ...(stated ? { stated: { value: stated.value, fact: stated.fact.id, field: 'bestUnconfirmed' } } : {}),
  };
  const alone: Application = withMembers(shared, { inputs });
  const [first] = linesOf(of);
  const diagnosis = first && line.number > 1 && linesBefore(of) === 0 ? baselineOf(of, first) : null;
  if (!diagnosis) return [alone];
  return [
    alone,
    withMembers(shared, {
      inputs: withMembers(inputs, { diagnosisBaseline: asInput(diagnosis) }),
      params: { responseReference: 'diagnosis' },
    }),
  ];
}

/** Once a line from its own baseline and, from the second line on, once from the assessment at diagnosis (myeloma.md 4.2). */
export function seriesApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return of.memo('response applications', () => {
    return eachOf(of, 'response', linesOf(of), (line) => applicationsOf(of, line));
  });
}
