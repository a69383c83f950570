import { fitCox } from '../cox/cox.ts';
import type { CoxFit, CoxOptions } from '../cox/fit.ts';
import { riskSets, spansByDataRow } from '../cox/risk-sets.ts';
import { refuse } from '../errors/input-error.ts';
import type { Design } from '../formula/design.ts';
import { RISK_SET_TIME } from '../formula/evaluate.ts';
import { designOf, type ModelFrame, modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { type Frame, rowsOf, withColumn } from '../frame/frame.ts';
import { survivalOf } from '../response/response.ts';
import { refuseConstantTerms } from './constant-terms.ts';

export type FormulaOptions = CoxOptions & { readonly weights?: string | undefined; readonly tt?: string | undefined };

export interface FittedFormula {
  readonly mf: ModelFrame;
  readonly design: Design;
  readonly fit: CoxFit;
  /** Rows of the frame left out because their weight is zero: with Efron's ties they would count among the deaths. */
  readonly weightless: readonly number[];
}

/**
 * A Cox model from a frame and a formula; rows of weight zero are left out.
 *
 * @throws {InputError} `formula.*`, `column.unknown`, `covariate.notFinite`, what `refuseConstantTerms` and `survivalOf` refuse
 */
export function fitFormula(formula: string, frame: Frame, options: FormulaOptions): FittedFormula {
  const { weights, tt } = options;
  const frameOf = (rows: { rows?: Int32Array } = {}): ModelFrame =>
    modelFrame(parseFormula(formula), frame, {
      ...(weights === undefined ? {} : { weights }),
      ...(tt === undefined ? {} : { tt }),
      ...rows,
    });
  const all = frameOf();
  const weightless = [...all.rows].filter((_, i) => all.weights?.[i] === 0);
  const mf = weightless.length === 0 ? all : frameOf({ rows: all.rows.filter((_, i) => all.weights?.[i] !== 0) });
  refuseConstantTerms(mf);
  return {
    mf,
    weightless,
    ...(tt === undefined ? fitModelFrame(mf, options) : fitTimeDependent(mf, frame, tt, options)),
  };
}

export function fitModelFrame(mf: ModelFrame, options: CoxOptions): { design: Design; fit: CoxFit } {
  const survival = survivalOf(mf);
  const design = designOf(mf);
  const bad = design.x.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0) {
    refuse(
      'covariate.notFinite',
      `${design.names[bad % design.p]}, row ${mf.rows[Math.floor(bad / design.p)]! + 1}`,
      `${design.x[bad]}`,
    );
  }
  const fit = fitCox(
    {
      survival,
      x: design.x,
      p: design.p,
      strata: mf.strata?.codes,
      weights: mf.weights,
      offset: mf.offset,
      cluster: mf.cluster?.codes,
    },
    options,
  );
  return { design, fit };
}

/**
 * A model with `tt(x)` terms: each risk set becomes a stratum of its own, in which the term has the value of that time.
 * O(rows x deaths), as in R: there is no shorter way for an arbitrary function of time.
 */
function fitTimeDependent(
  mf: ModelFrame,
  frame: Frame,
  tt: string,
  options: CoxOptions,
): { design: Design; fit: CoxFit } {
  const survival = survivalOf(mf);
  const sets = riskSets(survival, mf.strata?.codes);
  const spans = spansByDataRow(sets, mf.n);
  const rows: number[] = [];
  const time: number[] = [];
  const status: number[] = [];
  const set: number[] = [];
  sets.deathTime.forEach((t, k) => {
    for (let i = 0; i < mf.n; i++) {
      if (spans.lower[i]! > k || spans.upper[i]! <= k) continue;
      rows.push(i);
      time.push(t);
      status.push(survival.time[i] === t ? survival.status[i]! : 0);
      set.push(k);
    }
  });
  const expanded = rowsOf(
    frame,
    Int32Array.from(rows, (i) => mf.rows[i]!),
  );
  const timed = withColumn(expanded, RISK_SET_TIME, Float64Array.from(time));
  const design = designOf(modelFrame(mf.formula, timed, { tt }));
  const pick = (values: Float64Array | undefined): Float64Array | undefined =>
    values && Float64Array.from(rows, (i) => values[i]!);
  const fit = fitCox(
    {
      survival: { start: undefined, time: Float64Array.from(time), status: Float64Array.from(status) },
      x: design.x,
      p: design.p,
      strata: Int32Array.from(set),
      weights: pick(mf.weights),
      offset: pick(mf.offset),
      cluster: mf.cluster && Int32Array.from(rows, (i) => mf.cluster!.codes[i]!),
    },
    options,
  );
  return { design, fit: { ...fit, n: mf.n } };
}
