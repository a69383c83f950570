import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { groupsOf, rowsByLevel, take } from '../response/groups.ts';
import { survivalOf } from '../response/response.ts';
import { type Contrast, compareRestrictedMeans, restrictedMean } from '../restricted-mean/restricted-mean.ts';
import { formulaOf, frameOfInput, type Method, numberOption, orNull } from './method.ts';

const printed = ({ est, lower, upper, p }: Contrast) => ({
  est: orNull(est),
  lower: orNull(lower),
  upper: orNull(upper),
  p: orNull(p),
});

/**
 * `linea survival rmst "Surv(time, status) ~ arm" --tau T`: restricted mean survival time by group, and two groups
 * compared (second against first). Without `tau`: the least of the groups' largest times.
 */
export const restrictedMeanMethod: Method = (input) => {
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input));
  const { time, status, start } = survivalOf(mf);
  if (start) refuse('response.arguments', 'left side', 'Surv(start, stop, status)', 'Surv(time, status)');
  const groups = groupsOf(mf, true);
  const rows = groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)];
  const longest = rows.map((own) => take(time, own).reduce((a, b) => Math.max(a, b), 0));
  const tau = numberOption(input.options, 'tau') ?? Math.min(...longest);
  if (!(tau > 0)) refuse('option.value', 'option tau', `${tau}`, 'a time above 0');
  const level = numberOption(input.options, 'confLevel') ?? 0.95;
  const means = rows.map((own) => restrictedMean(take(time, own), take(status, own), tau));
  const [first, second] = means;
  const two = means.length === 2 && first && second ? compareRestrictedMeans(first, second, tau, level) : undefined;
  return {
    n: mf.n,
    n_omitted: mf.omitted,
    tau,
    groups: groups?.levels.map((label) => label.replace(/[^,=]*=/g, '')) ?? ['all'],
    rmst: means.map(({ mean }) => mean),
    se: means.map(({ se }) => orNull(se)),
    rmtl: means.map(({ mean }) => tau - mean),
    ...(two
      ? { difference: printed(two.difference), ratio: printed(two.ratio), rmtl_ratio: printed(two.lostRatio) }
      : {}),
  };
};
