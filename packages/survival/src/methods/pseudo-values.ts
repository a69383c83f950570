import { refuse } from '../errors/input-error.ts';
import { modelFrame } from '../formula/model-frame.ts';
import { parseFormula } from '../formula/parse.ts';
import { rowsOfMatrix } from '../linear-algebra/matrix.ts';
import { pseudoValues } from '../pseudo-values/pseudo-values.ts';
import { groupsOf, rowsByLevel, take } from '../response/groups.ts';
import { survivalOf } from '../response/response.ts';
import { choiceOption, formulaOf, frameOfInput, type Method, numbersOption } from './method.ts';

/** `linea survival pseudo "Surv(time, status) ~ 1" --times ... --kind ...`: a row per patient; by group when there are. */
export const pseudoMethod: Method = (input) => {
  const mf = modelFrame(parseFormula(formulaOf(input)), frameOfInput(input));
  const { start, time, status } = survivalOf(mf);
  if (start) refuse('response.arguments', 'left side', 'Surv(start, stop, status)', 'Surv(time, status)');
  const times = numbersOption(input.options, 'times') ?? refuse('option.missing', 'option times', undefined, 'times');
  const kind = choiceOption(input.options, 'kind', ['infinitesimal', 'jackknife'] as const, 'infinitesimal');
  const groups = groupsOf(mf, true);
  const all = new Float64Array(mf.n * times.length);
  for (const rows of groups ? rowsByLevel(groups) : [Int32Array.from({ length: mf.n }, (_, i) => i)]) {
    if (rows.length < 2) refuse('groups.size', 'right side', `${rows.length}`, 'at least 2 rows in a group');
    const own = pseudoValues(take(time, rows), take(status, rows), times, kind);
    rows.forEach((row, r) => {
      all.set(own.subarray(r * times.length, (r + 1) * times.length), row * times.length);
    });
  }
  return { n: mf.n, n_omitted: mf.omitted, kind, times, values: rowsOfMatrix(all, times.length) };
};
