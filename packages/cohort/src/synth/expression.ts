import type { LymphomaPerson } from './lymphoma/lymphoma-person.ts';

const GENES = { signal: 30, noise: 500, batch: 100 } as const;
const MODULES = 10;

const numbered = (stem: string, n: number, digits: number): string[] =>
  Array.from({ length: n }, (_, i) => `${stem}_${String(i + 1).padStart(digits, '0')}`);

/** Synthetic genes: a myeloid signal that follows the monocytes, modules of pure noise, and genes that follow the batch. */
const SYNTHETIC_GENES: readonly string[] = [
  ...numbered('SYN_MYE', GENES.signal, 2),
  ...numbered('SYN_NOISE', GENES.noise, 3),
  ...numbered('SYN_BATCH', GENES.batch, 3),
];

/** The batch of a sample: it follows centre and calendar time, and so the setting. */
export const batchOf = (centre: number, year: number): string =>
  `B${Math.max(1, year - 2018)}${centre <= 7 ? 'a' : centre <= 14 ? 'b' : 'c'}`;

/**
 * log2 expression of the synthetic genes of one sample, in the order of `SYNTHETIC_GENES`, centred at 8.
 * Signal: a factor correlated 0.6 with log monocytes (the latent `expr`). Noise: ten modules, correlation 0.5 within each.
 */
export function expressionOf(of: LymphomaPerson, batch: string): Float64Array {
  const by = of.person.draws('expression');
  const values = new Float64Array(SYNTHETIC_GENES.length);
  let gene = 0;
  const factor = of.scores.expr ?? 0;
  for (let i = 0; i < GENES.signal; i++) values[gene++] = 8 + 0.8 * factor + 0.6 * by.normal();
  for (let module = 0; module < MODULES; module++) {
    const common = by.normal();
    for (let i = 0; i < GENES.noise / MODULES; i++)
      values[gene++] = 8 + Math.SQRT1_2 * common + Math.SQRT1_2 * by.normal();
  }
  for (let i = 0; i < GENES.batch; i++) values[gene++] = 8 + shiftOf(batch, i) + 0.5 * by.normal();
  return values;
}

/** How far a batch moves a gene: fixed by batch and gene, up to about two units. */
function shiftOf(batch: string, gene: number): number {
  const code = [...batch].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  return 1.5 * Math.sin(code * (gene + 1) * 0.37);
}

/** One line a sample: `sample`, then the genes. */
export function* expressionCsv(
  samples: Iterable<{ readonly id: string; readonly values: Float64Array }>,
): Generator<string> {
  yield `sample,${SYNTHETIC_GENES.join(',')}\n`;
  for (const { id, values } of samples) yield `${id},${Array.from(values, (value) => value.toFixed(3)).join(',')}\n`;
}
