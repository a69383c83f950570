import { type Span, shiftMonths } from '@linea/facts';
import type { Flag, When } from '../../engine/index.ts';
import { type Assessment, isYes, said } from './assessment.ts';

interface Warned {
  readonly baseline: Assessment;
  readonly assessments: readonly Assessment[];
  readonly lineStart: When;
  readonly isotype: string | undefined;
  readonly lightChain: string | undefined;
  readonly onAntiCD38: Flag;
}

const STALE_DAYS = 28;
const INTERFERENCE_G_DL = 0.2;
const INTERFERENCE_MONTHS = 6;
/** The last days on which the antibody of this last dose may still be seen. */
export const stillInterferes = (lastDose: Span): Span => shiftMonths(lastDose, INTERFERENCE_MONTHS);

const isIgGKappa = ({ isotype = '', lightChain = '' }: Warned): boolean =>
  /igg/i.test(isotype) && /kappa|κ/i.test(`${isotype} ${lightChain}`);

/** A small spike that may be the antibody itself: IgG kappa, on daratumumab or isatuximab, at most 0.2 g/dL. */
const mayBeAntibody = (of: Warned): boolean =>
  isIgGKappa(of) &&
  of.assessments.some(
    ({ serumM, onAntiCD38, spurious }) =>
      (onAntiCD38.given ? isYes(onAntiCD38) : isYes(of.onAntiCD38)) &&
      !isYes(spurious) &&
      serumM.given &&
      serumM.range.high > 0 &&
      serumM.range.low <= INTERFERENCE_G_DL,
  );

function imagingChanges({ baseline, assessments }: Warned): boolean {
  const before = new Set([said(baseline.modality)].filter((modality) => modality !== undefined));
  return assessments.some((now) => {
    const modality = said(now.modality);
    const changed =
      before.size > 0 &&
      modality !== undefined &&
      !before.has(modality) &&
      (now.newLesion.given || now.lesionIncrease.given || now.plasmacytomaSPD.given);
    if (modality !== undefined) before.add(modality);
    return changed;
  });
}

const isStale = ({ baseline, lineStart }: Warned): boolean =>
  baseline.date.given &&
  lineStart.given &&
  baseline.date.span !== null &&
  lineStart.span !== null &&
  lineStart.span.end - baseline.date.span.start > STALE_DAYS;

/** What the answer does not say by itself and a reader should know. */
export function seriesWarnings(of: Warned): readonly string[] {
  const contradicts = of.assessments.some(
    ({ sife, serumM, spurious }) => !isYes(spurious) && said(sife) === 'neg' && serumM.given && serumM.range.low > 0,
  );
  const rows: readonly (readonly [string, boolean])[] = [
    ['baseline-stale', isStale(of)],
    ['spep-immunofixation-contradiction', contradicts],
    ['modality-change', imagingChanges(of)],
    ['possible-mAb-interference', mayBeAntibody(of)],
  ];
  return rows.filter(([, when]) => when).map(([warning]) => warning);
}
