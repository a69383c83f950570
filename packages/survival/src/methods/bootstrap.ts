import { bootstrapCox } from '../cox/bootstrap.ts';
import { mean, quantiles, standardDeviation } from '../descriptive/summary.ts';
import { refuse } from '../errors/input-error.ts';
import { parseFormula } from '../formula/parse.ts';
import { coxMethod, coxOptions } from './cox.ts';
import { fitFormula } from './fit-formula.ts';
import { formulaOf, frameOfInput, inOneGo, listOrNull, type MethodInput, numberOption, type Parts } from './method.ts';

/** Coefficients of samples, samples x terms. */
interface Samples {
  readonly terms: number;
  readonly coefficients: Float64Array;
}

function draw(input: MethodInput, from: number, to: number): Samples {
  const { options } = input;
  const { fit } = fitFormula(formulaOf(input), frameOfInput(input), coxOptions(options));
  if (fit.ties === 'exact') refuse('option.value', 'option ties', 'exact', 'efron, breslow');
  const seed = numberOption(options, 'seed') ?? 1;
  return { terms: fit.data.p, coefficients: bootstrapCox(fit.data, { seed, from, to, ties: fit.ties }) };
}

/**
 * `linea survival cox … --bootstrap 1000 --seed 1`: models of samples of the rows, or of whole clusters, with percentile
 * intervals of the coefficients. Samples whose model did not converge are counted and left out.
 */
export const bootstrapParts: Parts<Samples> = {
  count(input) {
    const { options } = input;
    if (options.bootstrap === undefined) return 0;
    const { left } = parseFormula(formulaOf(input));
    const plain = options.tt === undefined && options.ridge === undefined;
    if (left?.type !== 'call' || left.name !== 'Surv' || !plain) {
      refuse('option.value', 'option bootstrap', undefined, 'Surv(…), without tt and ridge');
    }
    const samples = numberOption(options, 'bootstrap') ?? 0;
    if (Number.isInteger(samples) && samples >= 0) return samples;
    return refuse('option.value', 'option bootstrap', `${samples}`, 'a whole number from 1');
  },
  part: draw,
  whole(input, parts) {
    const answer = coxMethod(input) as object;
    const p = parts[0]?.terms ?? 0;
    const all = Float64Array.from(parts.flatMap(({ coefficients }) => Array.from(coefficients)));
    const columns = Array.from({ length: p }, (_, j) => all.filter((b, at) => at % p === j && !Number.isNaN(b)));
    const fitted = Array.from({ length: p === 0 ? 0 : all.length / p }, (_, r) => all.subarray(r * p, (r + 1) * p));
    const tail = (1 - (numberOption(input.options, 'confLevel') ?? 0.95)) / 2;
    const limits = columns.map((b) => (b.length < 2 ? [Number.NaN, Number.NaN] : quantiles(b, [tail, 1 - tail])));
    return {
      ...answer,
      bootstrap: {
        samples: fitted.length,
        failed: fitted.filter((row) => row.every(Number.isNaN)).length,
        mean: listOrNull(columns.map((b) => mean(b))),
        se: listOrNull(columns.map((b) => standardDeviation(b))),
        lower: listOrNull(limits.map(([lower]) => lower!)),
        upper: listOrNull(limits.map(([, upper]) => upper!)),
      },
    };
  },
};

export const coxBootstrap = inOneGo(bootstrapParts);
