// biome-ignore format: a list
import {
  beeswarmFigure, comparisonFigure, type ExplainedRows, importanceFigure, type ModelWords, shapesFigure, validatedCalibration,
  validatedDecision, waterfallFigure,
} from '@linea/briefs';
import type { ModelDrawing, SurvivalDrawing } from '@linea/charts';
import { modelSheet, survivalSheet } from '@linea/charts/file';
import type { Explanation, GroupExplanation, Importance, ModelFile, Rows, Validation } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { OptionValues } from 'commander';
import type { Context } from '../context.ts';
import { writeFigure } from '../figure/write.ts';
import { Refused } from '../io.ts';
import { timeName } from '../survival/figure.ts';
import { figure } from '../survival/format.ts';
import type { EXPLAINING, VALIDATING } from './figure-options.ts';
import type { Compared } from './validate.ts';

/** Pixels across: a figure over both columns of a journal. */
const WIDTH = 860;

/** Draws into the file, which is named on standard error. */
async function draw(drawing: ModelDrawing | SurvivalDrawing, out: string, { io, say }: Context): Promise<void> {
  const isModel = drawing.kind === 'beeswarm' || drawing.kind === 'waterfall' || drawing.kind === 'shapes';
  await writeFigure(isModel ? modelSheet(drawing, WIDTH) : survivalSheet(drawing, WIDTH), out, drawing.figure.title);
  io.err(`${say('cli.figure.written', { file: out })}\n`);
}

/** What the figures of an explanation are drawn from. */
export interface Explained {
  readonly made: Explanation;
  readonly groups: GroupExplanation | undefined;
  readonly importance: () => readonly Importance[];
  readonly rows: Rows;
  readonly file: ModelFile | undefined;
  /** Survival of a row at a time, where the model gives it. */
  readonly survival: ((row: number, at: number) => number) | undefined;
  readonly horizon: number;
}

/** Draws an explanation. @throws {Refused} `figure.notDrawn` (shapes of a model that has none), `option.value` */
export async function drawExplanation(kind: (typeof EXPLAINING)[number], explained: Explained, options: OptionValues, context: Context): Promise<void> {
  const { say } = context;
  const { made, groups, rows, file, survival, horizon } = explained;
  const words: ModelWords = {
    title: options.title,
    unit: options.unit,
    time: file ? timeName(file.encoding.formula) : '',
    learner: file?.learner ?? 'XGBoost',
    n: file?.trainedOn.n,
    events: file?.trainedOn.events,
  };
  const shown: ExplainedRows = groups
    ? { features: groups.groups.map(({ name }) => name), contributions: groups.grouped, margin: made.margin, values: made.margin.map((_, i) => groups.groups.map(({ features }) => features.length > 1 ? undefined : numberAt(rows, i, made.features.indexOf(features[0] ?? '')))) }
    : { features: made.features, contributions: made.contributions, margin: made.margin, values: made.margin.map((_, i) => made.features.map((__, j) => numberAt(rows, i, j))) };
  const drawing = (): ModelDrawing | SurvivalDrawing => {
    if (kind === 'beeswarm') return beeswarmFigure(shown, words, say);
    if (kind === 'importance') return importanceFigure(explained.importance(), words, say);
    if (kind === 'shapes') return shapes(file, horizon, words, say);
    const row = rowOf(options.row, made.margin.length);
    const unit = words.unit === undefined ? '' : ` ${words.unit}`;
    const outcome = survival ? say('model.survivalOf', { time: `${figure(horizon, say)}${unit}`, percent: figure(Math.round(1000 * survival(row, horizon)) / 10, say) }) : '';
    return waterfallFigure(shown, row, outcome, words, say);
  };
  await draw(drawing(), String(options.out), context);
} // biome-ignore format: objects on a line

const numberAt = ({ x, p }: Rows, i: number, j: number): number | undefined => x[i * p + j];

function rowOf(given: unknown, n: number): number {
  const row = given === undefined ? 1 : Number(given);
  if (Number.isInteger(row) && row >= 1 && row <= n) return row - 1;
  throw new Refused([{ code: 'option.value', at: '--row', got: String(given), allowed: `1 … ${n}` }]);
}

/** The shapes of a glass box. @throws {Refused} `figure.notDrawn` */
function shapes(file: ModelFile | undefined, horizon: number, words: ModelWords, say: Say): ModelDrawing {
  const model = file?.model;
  if (file && model?.kind === 'additive') return shapesFigure(model, file.trainedOn.features, horizon, words, say);
  throw new Refused([{ code: 'figure.notDrawn', at: '--figure shapes', got: file?.learner ?? 'XGBoost', allowed: 'additive' }]);
} // biome-ignore format: calls on a line

/** Draws a validation. @throws {Refused} `figure.notDrawn` */
export async function drawValidation(
  kind: (typeof VALIDATING)[number],
  models: readonly Validation[],
  compared: readonly Compared[],
  formula: string,
  options: OptionValues,
  context: Context,
): Promise<void> {
  const { say } = context;
  const words = { title: options.title, unit: options.unit, time: timeName(formula) };
  const [own] = models as [Validation];
  if (kind === 'decision' && own.pooled.net_benefit.some(({ net_benefit }) => Number.isNaN(net_benefit))) {
    throw new Refused([
      {
        code: 'figure.notDrawn',
        at: '--figure decision',
        got: 'Surv(start, stop, status)',
        allowed: 'Surv(time, status)',
      },
    ]);
  }
  const drawing =
    kind === 'comparison'
      ? comparisonFigure(own, compared, words, say)
      : kind === 'decision'
        ? validatedDecision(models, words, say)
        : validatedCalibration(models, words, say);
  if (!drawing) throw new Refused([{ code: 'figure.notDrawn', at: '--figure calibration', got: `${own.events}` }]);
  await draw(drawing, String(options.out), context);
}
