/** Every number of a value, wherever it stands. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(numbersIn);
}

const fixed = (value: number, decimals: number): string =>
  new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(Math.abs(value));

/** How a report may write a number of its JSON: as it is, in percent, as the ratio whose logarithm it is. */
const writings = (value: number): readonly string[] => [
  ...[0, 1, 2, 3].map((decimals) => fixed(value, decimals)),
  fixed(100 * value, 1),
  ...(Math.abs(value) < 30 ? [fixed(Math.exp(value), 2)] : []),
];

interface Named {
  readonly populations: Readonly<Record<string, Readonly<Record<'candidates' | 'apheresed' | 'infused', number>>>>;
  readonly outcomes: readonly { readonly endpoint: string; readonly n: number }[];
  readonly completeness: readonly { readonly blocks: readonly { readonly filled: number; readonly of: number }[] }[];
  readonly baseline: readonly {
    readonly settings: readonly {
      readonly yes?: number;
      readonly counts?: Readonly<Record<string, number>>;
      readonly n: number;
    }[];
  }[];
}

/**
 * Numbers in the tables of a report, in English, that none of its named results gives.
 *
 * @returns cells, each with the number that is nowhere
 */
export function strangers(page: string, results: Named): readonly string[] {
  const known = new Set<string>(numbersIn(results).flatMap(writings));
  const shares = [
    ...results.completeness.flatMap(({ blocks }) => blocks.map(({ filled, of }) => filled / of)),
    ...Object.values(results.populations).flatMap(({ candidates, apheresed, infused }) =>
      [candidates, apheresed, infused].flatMap((part) => [candidates, apheresed].map((of) => part / of)),
    ),
    ...results.baseline.flatMap(({ settings }) =>
      settings.flatMap(({ yes = 0, counts = {}, n }) => [yes, ...Object.values(counts)].map((of) => of / n)),
    ),
  ];
  for (const share of shares) known.add(fixed(100 * share, 1));
  // All settings compared together are a denominator, too.
  for (const { endpoint } of results.outcomes)
    known.add(String(results.outcomes.reduce((sum, one) => sum + (one.endpoint === endpoint ? one.n : 0), 0)));
  return [...page.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].flatMap(([, cell = '']) => {
    // Names of things hold numbers, too; and what is said to lie beyond a number is no number.
    const text = cell.replaceAll(
      /<[^>]*>|&[lg]t; \d+(\.\d+)?|×\d+(\.\d+)?|\p{L}+\d+|10⁹|per \d+|month \d+|grade \d/gu,
      '',
    );
    const written = text.match(/(?<![\w.])\d+(?:\.\d+)?/g) ?? [];
    return written.filter((one) => !known.has(one)).map((one) => `${one} in ${cell}`);
  });
}
