import { type CurveLine, type CurvePanel, SHADED, type SurvivalDrawing } from '@linea/charts';
import { numberText, percentText, pText } from '../../words/numbers.ts';
import type { Say } from '../../words/words.ts';
import type { FigureWords, StatesAnswer } from './answers.ts';
import { countsSentence, groupLabel, tableInWords, timeLabel, titleOf } from './captions.ts';

type Stratum = StatesAnswer['strata'][number];

/** One state of one group as a line; the last row at or before a time counts. */
const lineOf = (stratum: Stratum, state: number, label: string): CurveLine => ({
  label,
  time: stratum.time,
  value: stratum.pstate.map((row) => row[state] as number),
  lower: stratum.lower.map((row) => row[state] ?? null),
  upper: stratum.upper.map((row) => row[state] ?? null),
  risk: stratum.n_risk.map((row) => row.reduce((a, b) => a + b, 0)),
});

/** Row of the last time that is not after t; -1 before the first. */
const rowAt = ({ time }: Stratum, t: number): number => time.reduce((found, own, k) => (own <= t ? k : found), -1);

/**
 * Probabilities of states over time: the cumulative incidence of each competing event, or the states of a multi-state
 * model. A panel per state with a line per group; without groups one panel with a line per state.
 *
 * @param at  a time at which the summary reads the curves
 */
export function incidenceFigure(
  answer: StatesAnswer,
  at: number | undefined,
  words: FigureWords,
  say: Say,
): SurvivalDrawing {
  const [, ...causes] = answer.states;
  const named = (cause: string): string => (/^\d+$/.test(cause) ? say('figure.survival.cause', { cause }) : cause);
  const grouped = answer.strata.length > 1;
  const last = Math.min(...answer.strata.map(({ time }) => time[time.length - 1] ?? 0));
  const when = at ?? last;
  const panels: CurvePanel[] = grouped
    ? causes.map((cause, c) => {
        const p = answer.gray?.p[answer.gray.causes.indexOf(cause)];
        return {
          title: named(cause),
          lines: answer.strata.map((stratum) => lineOf(stratum, c + 1, groupLabel(stratum.stratum, say))),
          ...(p === undefined ? {} : { note: say('figure.survival.gray', { p: pText(p, say) }) }),
        };
      })
    : [{ lines: causes.map((cause, c) => lineOf(answer.strata[0] as Stratum, c + 1, named(cause))) }];
  const estimate = (stratum: Stratum, state: number): string => {
    const row = rowAt(stratum, when);
    if (row < 0) return percentText(0, say);
    const [value, lower, upper] = [stratum.pstate, stratum.lower, stratum.upper].map((rows) => rows[row]?.[state] ?? null);
    const bound = (x: number | null | undefined): string => (typeof x === 'number' ? percentText(x, say) : '–');
    return `${bound(value)} (${bound(lower)}–${bound(upper)})`;
  };
  const time = numberText(when, say);
  const heads = grouped
    ? [say('figure.survival.group'), ...causes.map((cause) => say('figure.survival.causeAt', { cause: named(cause), time }))]
    : [say('figure.survival.event'), say('figure.survival.estimateAt', { time })];
  const rows = grouped
    ? answer.strata.map((stratum) => [groupLabel(stratum.stratum, say), ...causes.map((_, c) => estimate(stratum, c + 1))])
    : causes.map((cause, c) => [named(cause), estimate(answer.strata[0] as Stratum, c + 1)]);
  const notes = panels.flatMap(({ title, note }) => (note ? [`${title}: ${note}.`] : []));
  const shaded = String((panels[0]?.lines.length ?? 0) <= SHADED);
  return {
    kind: 'curves',
    figure: {
      title: titleOf('cif', words, say),
      description: [tableInWords(heads, rows), ...notes].join(' '),
      first: 0,
      highest: undefined,
      panels,
      x: { label: timeLabel(words, say), format: (value) => numberText(value, say) },
      y: { label: say('figure.survival.incidence'), format: (value) => percentText(value, say) },
      atRisk: say('figure.survival.atRisk'),
      summary: { heads, rows },
      caption: `${say('figure.survival.caption.cif', { shaded })} ${countsSentence(answer.n, answer.n_omitted, say)}`,
    },
  };
} // biome-ignore format: messages on a line
