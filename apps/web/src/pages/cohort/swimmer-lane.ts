import type { SwimmerLaneFigure, SwimmerSign } from '@linea/charts';
import type { CohortSwimmerDocument } from '@linea/registry/contract';
import type { PageWords } from '../../language/words.ts';
import { inMonths, numberIn } from './number-words.ts';

type Lane = CohortSwimmerDocument['shown'][number];

/** How a stretch of a lane is drawn, by the response that was reported last. */
export const SWIMMER_STATES = [
  { state: 'complete', tone: 'response' },
  { state: 'partial', tone: 'therapy' },
  { state: 'stable', tone: 'toxicity' },
  { state: 'progression', tone: 'worse' },
  { state: 'notYet', tone: 'unknown' },
] as const;

const ANSWERS: Readonly<Record<string, (typeof SWIMMER_STATES)[number]['tone']>> = {
  ...Object.fromEntries(['sCR', 'CR', 'CRh', 'CRi', 'MLFS'].map((answer) => [answer, 'response'])),
  ...Object.fromEntries(['VGPR', 'PR', 'MR'].map((answer) => [answer, 'therapy'])),
  ...Object.fromEntries(['SD', 'NR'].map((answer) => [answer, 'toxicity'])),
};

/** Events as they are drawn: each with a shape of its own. */
export const SWIMMER_SIGNS: readonly (Pick<SwimmerSign, 'shape' | 'tone'> & { readonly kind: string })[] = [
  { kind: 'crs', shape: 'circle', tone: 'toxicity' },
  { kind: 'icans', shape: 'square', tone: 'support' },
  { kind: 'progression', shape: 'triangle', tone: 'worse' },
  { kind: 'nextTherapy', shape: 'diamond', tone: 'procedure' },
  { kind: 'death', shape: 'cross', tone: 'ink' },
];

/** What is drawn of a patient. A state lasts until another is reported: what lies between two assessments is not known. */
export function laneOf({ patient, days, died, marks }: Lane): SwimmerLaneFigure {
  const stretches: SwimmerLaneFigure['stretches'][number][] = [];
  let [from, tone]: [number, (typeof SWIMMER_STATES)[number]['tone']] = [0, 'unknown'];
  for (const { kind, day, answer } of marks) {
    const next = kind === 'progression' ? 'worse' : kind === 'response' ? ANSWERS[answer ?? ''] : undefined;
    if (next === undefined || next === tone) continue;
    if (day > from) stretches.push({ from: inMonths(from), to: inMonths(day), tone });
    [from, tone] = [day, next];
  }
  if (days > from || stretches.length === 0) stretches.push({ from: inMonths(from), to: inMonths(days), tone });
  return {
    id: patient,
    to: inMonths(days),
    stretches,
    open: !died,
    signs: marks.flatMap(({ kind, day }) => {
      const sign = SWIMMER_SIGNS.find((one) => one.kind === kind);
      return sign ? [{ at: inMonths(day), shape: sign.shape, tone: sign.tone }] : [];
    }),
  };
}

/** The course of a patient in words, by month. */
export function laneText({ days, died, marks }: Lane, { say }: PageWords): string {
  const one = numberIn(say.language, 1);
  const said = marks.map(({ kind, day, answer }) => {
    const what = kind === 'response' ? (answer ?? '') : say(`web.cohort.mark.${kind}`);
    return say('web.cohort.swimmer.event', { what, month: one(inMonths(day)) });
  });
  const end = say(died ? 'web.cohort.swimmer.died' : 'web.cohort.swimmer.followed', { months: one(inMonths(days)) });
  return [...said.filter((_, k) => marks[k]?.kind !== 'death'), end].join('; ');
}
