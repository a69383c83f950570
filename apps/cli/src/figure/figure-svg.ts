// biome-ignore format: a list
import { type Base, courseFigure, journeyCaption, journeyFigure, legendWords, type PatientJson, responseFigure, type Words } from '@linea/briefs';
import { journeySheet } from '@linea/charts/file';

export const FIGURE_KINDS = ['journey', 'response', 'course'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

const FIGURES = { journey: journeyFigure, response: responseFigure, course: courseFigure } as const;

/** Pixels across: a figure over both columns of a journal. */
const WIDTH = 1180;

/** A figure as the text of an SVG file. */
export function figureSvg(kind: FigureKind, patient: PatientJson, words: Words, base: Base, title: string): string {
  const journey = FIGURES[kind](patient, words, base, title);
  return journeySheet({
    journey,
    width: WIDTH,
    legend: legendWords(words.say),
    caption: journeyCaption(patient, words.say, kind),
  });
}
