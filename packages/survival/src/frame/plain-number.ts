const POWERS = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);
const NUMBER = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;

/**
 * The number written at text[from, to), or NaN when it is not one. Up to 15 digits and no exponent are read directly,
 * exactly rounded because both parts of the fraction are exact; the rest goes through Number.
 *
 * @param decimal  character code of the decimal mark
 */
export function plainNumber(text: string, from: number, to: number, decimal: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  const negative = code === 45;
  if (negative || code === 43) code = text.charCodeAt(++at);
  let mantissa = 0;
  let digits = 0;
  let after = -1;
  for (; at < to; code = text.charCodeAt(++at)) {
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48);
      if (mantissa !== 0) digits++;
      if (after >= 0) after++;
    } else if (code === decimal && after < 0) after = 0;
    else return slowNumber(text.slice(from, to), decimal);
  }
  const read = to - from - (negative ? 1 : 0) - (after >= 0 ? 1 : 0);
  if (digits > 15 || after > 22 || read <= 0) return slowNumber(text.slice(from, to), decimal);
  const value = after > 0 ? mantissa / POWERS[after]! : mantissa;
  return negative ? -value : value;
}

function slowNumber(text: string, decimal: number): number {
  const word = decimal === 46 ? text : text.replace(String.fromCharCode(decimal), '.');
  return NUMBER.test(word) ? Number(word) : Number.NaN;
}
