import type { Frame, Options } from '@linea/survival';
import { Refused } from '../io.ts';
import { flagOf, type Kind, OPTIONS, type OptionName } from './options.ts';
import { RANGES } from './ranges.ts';

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function numberOf(name: OptionName, text: string, allowed: string): number {
  const word = text.trim();
  const refuse = (what: string): never => {
    throw new Refused([{ code: 'option.value', at: flagOf(name), got: text, allowed: what }]);
  };
  if (!NUMBER.test(word) || !Number.isFinite(Number(word))) return refuse(allowed);
  const [fits, range] = RANGES[name] ?? [];
  return fits?.(Number(word)) === false ? refuse(range as string) : Number(word);
}

const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim());

const READ: Readonly<Record<Exclude<Kind, 'table'>, (name: OptionName, given: unknown) => unknown>> = {
  flag: () => true,
  text: (_, given) => given,
  repeated: (_, given) => given,
  list: (_, given) => partsOf(String(given)),
  number: (name, given) => numberOf(name, String(given), 'a number'),
  numbers: (name, given) => partsOf(String(given)).map((part) => numberOf(name, part, 'numbers')),
};

/** Was the option given? Commander writes `--no-x` as `x: false`. */
function given(name: OptionName, words: Readonly<Record<string, unknown>>): unknown {
  const negated = /^no([A-Z])(.*)$/.exec(name);
  if (!negated) return words[name];
  return words[`${negated[1]?.toLowerCase()}${negated[2]}`] === false ? true : undefined;
}

/**
 * The options of a method from the words of the command line.
 *
 * @param table  reads the CSV file of an option
 * @throws {Refused} `option.value`
 */
export async function valuesOf(
  names: readonly OptionName[],
  words: Readonly<Record<string, unknown>>,
  table: (file: string) => Promise<Frame>,
): Promise<Options> {
  const options: Record<string, unknown> = {};
  for (const name of names) {
    const value = given(name, words);
    const [kind] = OPTIONS[name];
    // `--quantiles` alone asks for the usual ones.
    if (value === undefined || (value === true && kind !== 'flag')) continue;
    options[name] = kind === 'table' ? await table(String(value)) : READ[kind](name, value);
  }
  return options;
}
