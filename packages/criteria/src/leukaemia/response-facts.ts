import type { Fact, Span } from '@linea/facts';
import { firstLineDay, hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
  dateSpan,
  measured,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { type Assessment, assessmentsOf, emdAt, inputAt, pbBlastsAt, sameTime } from './assessments.ts';

/** Words of a chart in those of the criterion; others (SD, VGPR) have no counterpart. */
const WORDS: Readonly<Record<string, string>> = {
  CR: 'CR',
  CRh: 'CRh',
  CRi: 'CRi',
  MLFS: 'MLFS',
  PR: 'PR',
  NR: 'failure',
  PD: 'failure',
};

/** Start of the last line that had begun by then; without a line everything is baseline. */
function lineStart(of: Patient, { start: by }: Span): number {
  const starts = of.byCode('line.start').map((fact) => dateSpan(of, fact));
  const begun = starts.filter(({ start }) => start <= by).map(({ end }) => end);
  return begun.length > 0 ? Math.max(...begun) : firstLineDay(of);
}

/** First day of the treatment an assessment judges: the line, else bridging, lymphodepletion or infusion. */
function treatmentStart(of: Patient, { stage, span }: Assessment): number {
  if (stage === 'line') return lineStart(of, span);
  const starts = (['bridge.kind', 'bridge.start', 'ld.regimen', 'ld.start', 'inf.date'] as const)
    .flatMap((code) => of.byCode(code))
    .map((fact) => of.span(fact).end);
  return starts.length > 0 ? Math.min(...starts) : Infinity;
}

/** The last marrow before the treatment. */
function baselineBlasts(of: Patient, assessment: Assessment): Sourced {
  const fact = valued(of, 'marrow.blasts').findLast(
    (marrow) => of.span(marrow).start <= treatmentStart(of, assessment) && !sameTime(of, assessment.fact, marrow),
  );
  return fact ? sourced(measured(fact), [fact]) : unknownInput('marrow.blasts');
}

function application(of: Patient, assessment: Assessment, isStated: boolean): Application {
  const { fact, word, span, about } = assessment;
  const stated = WORDS[word];
  return {
    of: about,
    at: span,
    inputs: {
      bmBlasts: inputAt(of, 'marrow.blasts', fact),
      pbBlasts: pbBlastsAt(of, fact),
      emd: emdAt(of, fact),
      anc: inputAt(of, 'lab.anc', fact),
      plt: inputAt(of, 'lab.plt', fact),
      mrdFraction: inputAt(of, 'mrd.value', fact),
      baselineBlasts: baselineBlasts(of, assessment),
    },
    ...(stated === 'CRh' ? { params: { scheme: 'crh' } } : {}),
    ...(isStated && stated ? { stated: { value: stated, fact: fact.id } } : {}),
  };
}

/** Marrows after the start of treatment that no stated assessment speaks of. */
function marrowsAlone(of: Patient): readonly Assessment[] {
  const stated = assessmentsOf(of);
  const alone = (fact: Fact): boolean =>
    of.span(fact).start > firstLineDay(of) && !stated.some((assessment) => sameTime(of, assessment.fact, fact));
  return valued(of, 'marrow.blasts')
    .filter(alone)
    .map((fact): Assessment => {
      const span: Span = of.span(fact);
      return { fact, word: '', span, about: { date: plainDate(span) }, stage: 'line' };
    });
}

/** Response at every assessment but relapses, and at marrows nobody judged. */
export function responseApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'ALL')) return [];
  const stated = assessmentsOf(of).filter(({ word }) => word !== 'relapse');
  return [
    ...stated.map((assessment) => application(of, assessment, true)),
    ...marrowsAlone(of).map((assessment) => application(of, assessment, false)),
  ];
}
