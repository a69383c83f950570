import type { Line } from './run-seed.ts';
import { TRUTHS } from './truths.ts';

/** How often something was so, over how many. */
class Share {
  #yes = 0;
  #all = 0;
  add(is: boolean): void {
    this.#all += 1;
    if (is) this.#yes += 1;
  }
  /** Within the limits, or off by no more than three standard errors of the limit that is crossed. */
  line(name: string, low: number, high: number): string | null {
    if (this.#all === 0) return null;
    const value = this.#yes / this.#all;
    const slack = (limit: number): number => 3 * Math.sqrt((limit * (1 - limit)) / this.#all);
    const fine = value >= low - slack(low) && value <= high + slack(high);
    return `${fine ? 'ok  ' : 'FAIL'} ${name}: ${this.#yes}/${this.#all} = ${value.toFixed(3)} (allowed ${low} to ${high})`;
  }
}

const shareOf = <T>(items: readonly T[], is: (item: T) => boolean): Share => {
  const share = new Share();
  for (const item of items) share.add(is(item));
  return share;
};

const DECOYS = ['age', 'sex', 'region'];

/**
 * What the calibration asks (section 6), of the lines of all studies. Powers are those that it states for complete data, less what a false
 * discovery rate costs; false findings are counted by study: any at all.
 */
export function checks(lines: readonly Line[]): readonly string[] {
  const of = (truth: Line['truth'], complete = true): readonly Line[] =>
    lines.filter((line) => line.truth === truth && line.complete === complete);
  const [planted, same, nothing, noInteraction, swapped, dirty] = [
    of('planted'), of('same'), of('nothing'), of('noInteraction'), of('swapped'), of('planted', false),
  ]; // biome-ignore format: one thought
  const differs = (group: readonly Line[], key: string): Share =>
    shareOf(
      group.flatMap(({ results }) => results.differences.filter((one) => one.key === key)),
      (one) => one.differs,
    );
  const primary = (group: readonly Line[]): Share =>
    shareOf(
      group.flatMap(({ results }) => results.interactions.filter(({ asked }) => asked === 'primary')),
      ({ found }) => found,
    );
  const any = (group: readonly Line[], asked: 'declared' | 'scanned'): Share =>
    shareOf(group, ({ results }) => results.interactions.some((one) => one.asked === asked && one.found));
  const found = [
    decoys(planted).line('null decoys significant at 5 %', 0.03, 0.07),
    covered([...planted, ...same, ...swapped, ...noInteraction]).line('95 % intervals that cover what was planted', 0.92, 0.98),
    covered(dirty).line('the same of dirty facts', 0.88, 0.99),
    shareOf(planted, ({ results }) => results.blocks.some(({ block, adds }) => block === 'exprNoise' && adds)).line('the block of noise is said to add something', 0, 0.05),
    shareOf(planted, ({ results }) => results.blocks.some(({ block, selected }) => block === 'exprNoise' && selected.length > 0)).line('any gene of noise is selected', 0, 0.05),
    shareOf(planted, ({ results }) => results.blocks.some(({ block, adds }) => block === 'exprBatch' && adds)).line('the batch is said to add something', 0, 0.05),
    shareOf(planted, ({ results }) => results.blocks.some(({ block, adds }) => block === 'flow' && adds)).line('flow cytometry is said to add something', 0.8, 1),
    shareOf(lines, ({ results }) => results.leaks.length === 4).line('all four planted leaks refused', 1, 1),
    ...['ctdna', 'mtv', 'mono'].map((key) => differs(planted, key).line(`${key} flagged as different between lines`, 0, 0.1)),
    differs(planted, 'exh').line('exhaustion flagged as different between lines', 0.8, 1),
    differs(swapped, 'exh').line('exhaustion flagged where the lines change places', 0.7, 1),
    primary(planted).line('ctDNA x central memory found in second line', 0.75, 1),
    primary(noInteraction).line('the same where none is planted', 0, 0.05),
    any(same, 'declared').line('a declared interaction found where none is planted', 0, 0.05),
    any(same, 'scanned').line('the scan finds an interaction where none is planted', 0, 0.1),
    shareOf(same, ({ results }) => results.differences.some((one) => one.differs)).line('a difference reported where there is none', 0, 0.05),
    shareOf(nothing, ({ results }) => results.effects.some(({ q }) => q < 0.05)).line('any effect found where nothing does anything', 0, 0.1),
    shareOf(planted, ({ results }) => results.associations.some((one) => one.found && one.genetics === 'tp53')).line('TP53 is said to go with an immune state', 0, 0.1),
  ]; // biome-ignore format: a check a line
  return [...found.filter((line) => line !== null), ...meansOf(planted)];
}

const decoys = (lines: readonly Line[]): Share =>
  shareOf(
    lines.flatMap(({ results }) => results.effects.filter(({ key }) => DECOYS.includes(key))),
    ({ p }) => p < 0.05,
  );

/** What was planted of a term in a setting of a study. */
function plantedOf({ truth }: Line, setting: string, key: string): number | undefined {
  const row = TRUTHS[truth].effects.find((one) => one.key === key);
  return setting === 'lbcl2l' ? row?.logHr2L : row?.logHr3L;
}

const covered = (lines: readonly Line[]): Share =>
  shareOf(
    lines.flatMap((line) =>
      line.results.effects.flatMap(({ setting, key, estimate, se }) => {
        const of = plantedOf(line, setting, key);
        return of === undefined ? [] : [Math.abs(estimate - of) < 1.96 * se];
      }),
    ),
    (is) => is,
  );

/** Mean estimates within 10 percent or 0.03 of the truth, and what so many seeds leave (three standard errors). */
function meansOf(lines: readonly Line[]): readonly string[] {
  const sums = new Map<string, { sum: number; squares: number; n: number; truth: number }>();
  for (const line of lines)
    for (const { setting, key, estimate, se } of line.results.effects) {
      const truth = plantedOf(line, setting, key);
      if (truth === undefined) continue;
      const { sum, squares, n } = sums.get(`${setting} ${key}`) ?? { sum: 0, squares: 0, n: 0 };
      sums.set(`${setting} ${key}`, { sum: sum + estimate, squares: squares + se * se, n: n + 1, truth });
    }
  return [...sums].map(([name, { sum, squares, n, truth }]) => {
    const mean = sum / n;
    const fine = Math.abs(mean - truth) < Math.max(0.1 * Math.abs(truth), 0.03) + (3 * Math.sqrt(squares)) / n;
    return `${fine ? 'ok  ' : 'FAIL'} ${name}: mean ${mean.toFixed(3)}, planted ${truth}`;
  });
}
