import { convert, dictionary, type Fact } from '@linea/facts';
import { measured } from '../patient/patient.ts';

const bounds = ({ value }: Fact): readonly [low: number, high: number] => {
  if (value?.kind === 'interval') return [value.low, value.high];
  if (value?.kind !== 'number') return [NaN, NaN];
  const { number, comparator } = value;
  if (comparator === '<' || comparator === '<=') return [Math.min(0, number), number];
  return [number, comparator === '>' || comparator === '>=' ? Infinity : number];
};

const isSame = ({ value: a }: Fact, { value: b }: Fact): boolean =>
  a?.kind === 'number' &&
  b?.kind === 'number' &&
  a.number === b.number &&
  a.unit === b.unit &&
  a.comparator === b.comparator;

/**
 * What several results of one item and the same days say together: the one value on which they agree, else everything between
 * them, as no date tells which was right, or the last; null where none has a number.
 *
 * @param results  facts of one code
 */
export function agreed(results: readonly Fact[]): Readonly<Record<string, unknown>> | null {
  const usable = results.filter((fact) => measured(fact) !== null);
  const last = usable.at(-1);
  if (!last || usable.every((fact) => isSame(fact, last))) return measured(last);
  const unit = dictionary().get(last.code)?.unit ?? null;
  const ends = usable.flatMap((fact) => {
    const own = fact.value?.kind === 'number' || fact.value?.kind === 'interval' ? fact.value.unit : null;
    return bounds(fact).map((end) =>
      Number.isFinite(end) && own !== null && unit !== null ? (convert(end, own, unit) ?? NaN) : end,
    );
  });
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (Number.isNaN(low) || !Number.isFinite(high)) return measured(last);
  const { uln, lln } = last.qualifiers ?? {};
  return { low, high, unit, ...(uln === undefined ? {} : { uln }), ...(lln === undefined ? {} : { lln }) };
}
