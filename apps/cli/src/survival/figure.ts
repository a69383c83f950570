import {
  type CalibrationAnswer, type CurvesAnswer, type CurveTest, calibrationFigure, curveFigure, type DecisionAnswer,
  decisionFigure, type FigureWords, forestFigure, incidenceFigure, type RatiosAnswer, type StatesAnswer,
} from '@linea/briefs'; // biome-ignore format: a list
import type { SurvivalDrawing } from '@linea/charts';
import { survivalSheet } from '@linea/charts/file';
import type { Say } from '@linea/registry/words';
import { type MethodInput, methods } from '@linea/survival';
import { Refused } from '../io.ts';

/** Pixels across: a figure over both columns of a journal. */
const WIDTH = 860;

/** A method's question and answer, to be drawn. */
export interface Drawn {
  readonly method: string;
  readonly input: MethodInput;
  readonly answer: unknown;
  readonly words: FigureWords;
}

type Draw = (drawn: Drawn, say: Say) => SurvivalDrawing;

const { stringify, parse } = JSON;
/** Typed arrays as lists, as the answer is printed. */
const plain = <T>(answer: unknown): T =>
  parse(stringify(answer, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value))) as T;

/** The answer of the method without a choice of times: whole curves. */
function whole<T>({ method, input }: Drawn, options: Readonly<Record<string, unknown>> = {}): T {
  const { times: _, ...others } = input.options;
  return plain<T>(methods[method]?.({ ...input, options: { ...others, ...options } }));
}

/** The test of the groups, where there are groups to test and the test knows the data: no weights, no clusters. */
function testOf({ input }: Drawn): CurveTest | undefined {
  if (input.options.weights !== undefined || /cluster\(/.test(input.formula ?? '')) return undefined;
  try {
    const found = methods.logrank?.({ ...input, options: {} }) as { readonly p: number | null } | undefined;
    return found && { p: found.p, stratified: /strata\(/.test(input.formula ?? '') };
  } catch {
    return undefined;
  }
}

const curves =
  (kind: 'km' | 'na'): Draw =>
  (drawn, say) => {
    const answer = plain<CurvesAnswer>(drawn.answer);
    if (answer.strata === undefined) return forestFigure(plain<RatiosAnswer>(drawn.answer), 'cox', drawn.words, say);
    return curveFigure(kind, answer, drawn.method === 'landmark' ? undefined : testOf(drawn), drawn.words, say);
  };

/** Probabilities of states, with Gray's test where groups compete. */
const states: Draw = (drawn, say) => {
  const times = drawn.input.options.times as readonly number[] | undefined;
  const answer = whole<StatesAnswer>(drawn);
  if (answer.strata === undefined) return forestFigure(plain<RatiosAnswer>(drawn.answer), 'cox', drawn.words, say);
  const tested = (): StatesAnswer['gray'] => {
    try {
      return whole<StatesAnswer>(drawn, { gray: true }).gray;
    } catch {
      return undefined;
    }
  };
  const gray = drawn.method === 'cif' && answer.strata.length > 1 ? tested() : undefined;
  return incidenceFigure({ ...answer, ...(gray ? { gray } : {}) }, times?.at(-1), drawn.words, say);
};

const ratios =
  (kind: 'cox' | 'finegray' | 'aft'): Draw =>
  (drawn, say) => {
    const answer = plain<RatiosAnswer>(drawn.answer);
    if (!Array.isArray(answer.coef)) throw notDrawn(drawn.method, 'Surv(time, status)');
    return forestFigure(answer, kind, drawn.words, say);
  };

/** Pooled estimates stand in a member of their own. */
const pooled: Draw = ({ answer, words }, say) => {
  const { n, n_omitted, terms, pooled_at_nevent_df: made } = plain<
    RatiosAnswer & { readonly pooled_at_nevent_df: Record<'estimate' | 'se' | 'lower' | 'upper' | 'p', readonly (number | null)[]> }
  >(answer);
  const exp = (values: readonly (number | null)[]): (number | null)[] => values.map((x) => (x === null ? null : Math.exp(x)));
  const { estimate, se, lower, upper, p } = made;
  return forestFigure({ n, n_omitted, terms, coef: estimate, se, p, hr_lower: exp(lower), hr_upper: exp(upper) }, 'cox', words, say);
}; // biome-ignore format: one call

const calibration: Draw = ({ method, answer, words }, say) => {
  const made = plain<CalibrationAnswer>(answer);
  if (made.calibration === undefined) throw notDrawn(method, '--calibration');
  return calibrationFigure(made, words, say);
};

/** Thresholds of a decision curve where none are asked for: enough for a smooth line. */
const FINE = Array.from({ length: 70 }, (_, k) => (k + 1) / 100);

const DRAWN: Readonly<Record<string, Draw>> = {
  km: curves('km'),
  na: curves('na'),
  landmark: curves('km'),
  cif: states,
  multistate: states,
  cox: ratios('cox'),
  finegray: ratios('finegray'),
  iptw: ratios('cox'),
  aft: ratios('aft'),
  pool: pooled,
  score: calibration,
  netbenefit: (drawn, say) => {
    const asked = drawn.input.options.thresholds;
    const answer = whole<DecisionAnswer>(drawn, { times: drawn.input.options.times, thresholds: asked ?? FINE });
    return decisionFigure(answer, drawn.words, say);
  },
};

const notDrawn = (method: string, allowed: string): Refused =>
  new Refused([{ code: 'figure.notDrawn', at: '--out', got: method, allowed }]);

/** The figure of an answer as the text of an SVG file. @throws {Refused} `figure.notDrawn` */
export function survivalFigureSvg(drawn: Drawn, say: Say): { readonly svg: string; readonly title: string } {
  const drawing = (DRAWN[drawn.method] as Draw)(drawn, say);
  return { svg: survivalSheet(drawing, WIDTH), title: drawing.figure.title };
}

/** The name of the time variable on the left side of a formula: the last time of an interval. */
export function timeName(formula: string): string {
  const args = /^\s*(?:Surv|Hist)\s*\(([^~]*)\)\s*~/.exec(formula)?.[1]?.split(',') ?? [];
  return (args.length === 3 ? args[1] : args[0])?.trim() ?? '';
}

/** What the groups of a formula are: its right side, `strata(x)` as x; undefined where there are none. */
export function groupNames(formula: string): string | undefined {
  const right = /~(.*)$/s.exec(formula)?.[1] ?? '';
  const terms = right.split('+').map((term) => term.trim().replace(/^strata\((.*)\)$/, '$1'));
  const named = terms.filter((term) => term !== '' && term !== '1');
  return named.length > 0 ? named.join(', ') : undefined;
}
