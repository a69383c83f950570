/** Powers of ten that a double holds exactly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);
const NUMBER = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;

/**
 * The number that a text is, or NaN when it is none: with an exponent, many digits, spaces around.
 *
 * @param decimal  character code of the decimal mark
 */
export function slowNumber(text: string, decimal: number): number {
  const word = decimal === 46 ? text : text.replace(String.fromCharCode(decimal), '.');
  return NUMBER.test(word) ? Number(word) : Number.NaN;
}
