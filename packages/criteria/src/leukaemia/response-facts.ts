import type { Fact, Span } from '@linea/facts';
import { firstLineDay, hasDisease } from '../myeloma/baseline.ts';
import {
  type Application,
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
import {
  type Assessment,
  assessmentsOf,
  atTime,
  emdAt,
  inputAt,
  pbBlastsAt,
  sameTime,
  sinceInfusion,
} from './assessments.ts';

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

/** Days on which bridging, lymphodepletion or an infusion began. */
const carTStarts = (of: Patient): readonly number[] =>
  (['bridge.kind', 'bridge.start', 'ld.regimen', 'ld.start', 'inf.date'] as const)
    .flatMap((code) => of.byCode(code))
    .map((fact) => of.span(fact).end);

/** First day of the treatment an assessment judges: the line, else bridging, lymphodepletion or infusion. */
const treatmentStart = (of: Patient, { stage, span }: Assessment): number =>
  stage === 'line' ? lineStart(of, span) : Math.min(...carTStarts(of));

/** The last marrow before the treatment, and so before the assessment. */
function baselineBlasts(of: Patient, assessment: Assessment): Sourced {
  const limit = Math.min(treatmentStart(of, assessment), assessment.span.end);
  const fact = valued(of, 'marrow.blasts').findLast(
    (marrow) => of.span(marrow).start <= limit && !sameTime(of, assessment.fact, marrow),
  );
  return fact ? sourced(measured(fact), [fact]) : unknownInput('marrow.blasts');
}

const FOUND: readonly string[] = ['positive', 'detectedUnquantified'];

/** The level of MRD; measured and found without a level, it may be any ("MRD < 1 % if measured"). */
function mrdFractionAt(of: Patient, assessment: Fact): Sourced {
  const level = inputAt(of, 'mrd.value', assessment);
  if (level.value !== null) return level;
  const result = atTime(of, 'mrd.result', assessment);
  return result && FOUND.includes(codeOf(result) ?? '')
    ? sourced({ low: 0, high: 1, unit: '1' }, [result], 'mrd.value')
    : level;
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
      mrdFraction: mrdFractionAt(of, fact),
      baselineBlasts: baselineBlasts(of, assessment),
    },
    ...(stated === 'CRh' ? { params: { scheme: 'crh' } } : {}),
    ...(isStated && stated ? { stated: { value: stated, fact: fact.id } } : {}),
  };
}

/** The first day on which the leukaemia was treated: by a line, bridging, lymphodepletion or an infusion. */
const firstTreatment = (of: Patient): number => Math.min(firstLineDay(of), ...carTStarts(of));

/** Marrows after the start of treatment that no stated assessment speaks of. */
function marrowsAlone(of: Patient): readonly Assessment[] {
  const stated = assessmentsOf(of);
  const from = firstTreatment(of);
  const alone = (fact: Fact): boolean =>
    of.span(fact).start > from && !stated.some((assessment) => sameTime(of, assessment.fact, fact));
  return valued(of, 'marrow.blasts')
    .filter(alone)
    .map((fact): Assessment => {
      const span: Span = of.span(fact);
      const isAfterInfusion = (sinceInfusion(of, fact)?.low ?? -1) >= 0;
      return { fact, word: '', span, about: { date: plainDate(span) }, stage: isAfterInfusion ? 'infusion' : 'line' };
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
