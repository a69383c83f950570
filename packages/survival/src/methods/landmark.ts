import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { type Frame, rowsOf, withColumn } from '../frame/frame.ts';
import { survivalOf } from '../response/response.ts';
import { coxMethod } from './cox.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import {
  choiceOption,
  flagOption,
  formulaOf,
  frameOfInput,
  type Method,
  type MethodInput,
  numberOption,
  textOption,
} from './method.ts';

const TIME = 'landmark time';
const STATUS = 'landmark status';

/** One row per subject at risk at the landmark: covariates as of then, follow-up to the subject's last row. */
function atLandmark(input: MethodInput, at: number, beyond: boolean): { frame: Frame; formula: string } {
  const frame = frameOfInput(input);
  const text = formulaOf(input);
  const formula = parseFormula(text);
  const id = textOption(input.options, 'id');
  const right = text.slice(text.indexOf('~') + 1);
  const mf = modelFrame(
    { ...formula, right: { type: 'number', value: 1 } },
    frame,
    id === undefined ? {} : { extra: { id } },
  );
  const { start, time, status } = survivalOf(mf);
  const key = mf.extra.get('id');
  const subject = (i: number): number =>
    key === undefined ? i : key.kind === 'number' ? key.values[i]! : key.kind === 'factor' ? key.codes[i]! : i;
  const last = new Map<number, number>();
  time.forEach((t, i) => {
    const other = last.get(subject(i));
    if (other === undefined || t > time[other]!) last.set(subject(i), i);
  });
  const kept: number[] = [];
  const end: number[] = [];
  time.forEach((t, i) => {
    const final = last.get(subject(i))!;
    const followed = beyond ? time[final]! > at : time[final]! >= at;
    const covers = start ? start[i]! <= at && (t > at || i === final) : true;
    if (followed && covers) {
      kept.push(i);
      end.push(final);
    }
  });
  if (kept.length === 0) refuse('landmark.empty', 'option at', `${at}`, 'a time at which somebody is at risk');
  const rows = rowsOf(
    frame,
    Int32Array.from(kept, (i) => mf.rows[i]!),
  );
  const timed = withColumn(
    rows,
    TIME,
    Float64Array.from(end, (i) => time[i]!),
  );
  return {
    frame: withColumn(
      timed,
      STATUS,
      Float64Array.from(end, (i) => status[i]!),
    ),
    formula: `Surv(\`${TIME}\`, \`${STATUS}\`) ~ ${right}`,
  };
}

/**
 * `linea survival landmark --at T`: only those still at risk at T, grouped by what was known then, on the original clock.
 * Curves, or with `cox` a Cox model. Rows of Surv(start, stop, status) need `id`; the row that covers T gives the covariates.
 * `beyond` keeps only those followed for longer than T.
 *
 * @source Anderson JR, Cain KC, Gelber RD. J Clin Oncol 1983;1:710-719
 */
export const landmark: Method = (input) => {
  const { options } = input;
  const at = numberOption(options, 'at');
  if (at === undefined) return refuse('option.missing', 'option at', undefined, 'the landmark time');
  const asked = atLandmark(input, at, flagOption(options, 'beyond'));
  choiceOption(options, 'ties', ['efron', 'breslow', 'exact'] as const, 'efron');
  const kind = choiceOption(options, 'model', ['km', 'cox'], flagOption(options, 'cox') ? 'cox' : 'km');
  const answer = (kind === 'cox' ? coxMethod : kaplanMeier)({ frames: [asked.frame], formula: asked.formula, options });
  return { landmark: at, n_before: frameOfInput(input).rows, ...(answer as object) };
};
