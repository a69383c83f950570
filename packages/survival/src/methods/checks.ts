import { refuse } from '../errors/input-error.ts';
import type { Design } from '../formula/design.ts';
import { designOf, type ModelFrame } from '../formula/model-frame.ts';

type Special = 'strata' | 'cluster' | 'offset';

/** Refuses the special terms that a method would otherwise pass over in silence. */
export function refuseTerms(mf: ModelFrame, ...specials: readonly Special[]): void {
  for (const special of specials) {
    if (mf[special] !== undefined) refuse('formula.unsupported', 'right side', `${special}()`, 'a formula without it');
  }
}

/**
 * Refuses a formula that takes away the intercept, which the method cannot do without.
 *
 * @throws {InputError} `formula.noIntercept`
 */
export function needIntercept(mf: ModelFrame, place = 'right side'): void {
  if (!mf.terms.intercept) refuse('formula.noIntercept', place, mf.formula.text, 'a formula without - 1 and + 0');
}

/**
 * The design of a model frame, all of it finite.
 *
 * @throws {InputError} `covariate.notFinite`: log(0), a division by zero
 */
export function finiteDesign(mf: ModelFrame): Design {
  const design = designOf(mf);
  const bad = design.x.findIndex((v) => !Number.isFinite(v));
  if (bad < 0) return design;
  const row = mf.rows[Math.floor(bad / design.p)]! + 1;
  return refuse('covariate.notFinite', `${design.names[bad % design.p]}, row ${row}`, `${design.x[bad]}`, 'a number');
}
