import { refuse } from '../errors/input-error.ts';
import { numbersOf } from '../formula/evaluate.ts';
import { columnNamed, type Frame } from '../frame/frame.ts';
import type { RiskModel } from '../prediction-error/score.ts';
import type { Options } from './method.ts';

/**
 * The option `risk`: columns of predicted risks by model, one per time: `{ cox: ['r1', 'r2'] }`, or texts
 * `cox=r1,r2` as the command line writes them (a name may be left out).
 */
export function riskColumnsOf(options: Options): readonly { name: string; columns: readonly string[] }[] {
  const value = options.risk;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).map(([name, columns]) => ({ name, columns: (columns as unknown[]).map(String) }));
  }
  const texts: unknown[] = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  if (texts.length === 0) return refuse('option.missing', 'option risk', undefined, 'NAME=column,column');
  return texts.map((text, k) => {
    const [, name = `model${k + 1}`, list = ''] = /^(?:([^=]*)=)?(.*)$/.exec(String(text)) ?? [];
    return { name, columns: list.split(',').map((column) => column.trim()) };
  });
}

/**
 * Predicted risks of the rows in use.
 *
 * @throws {InputError} a column that is not there, holds words or something outside [0, 1], or one column too few
 */
export function riskModels(frame: Frame, rows: Int32Array, options: Options, times: readonly number[]): RiskModel[] {
  return riskColumnsOf(options).map(({ name, columns }) => {
    if (columns.length !== times.length) {
      refuse('option.value', 'option risk', columns.join(','), `${times.length} columns, one per time`);
    }
    return {
      name,
      risk: columns.map((label) => {
        const column = columnNamed(frame, label);
        const values = numbersOf(column, { type: 'name', name: label });
        return Float64Array.from(rows, (row) => {
          const risk = values[row]!;
          if (!(risk >= -1e-9 && risk <= 1 + 1e-9)) {
            refuse('risk.range', `column ${label}, row ${row + 1}`, `${risk}`, 'a probability, 0 to 1');
          }
          return risk;
        });
      }),
    };
  });
}
