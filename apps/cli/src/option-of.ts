import { Refused } from './io.ts';

/** One of the words that an option allows. @throws {Refused} `option.unknown` */
export function optionOf<T extends string>(at: string, got: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === got);
  if (found === undefined) throw new Refused([{ code: 'option.unknown', at, got, allowed: allowed.join(', ') }]);
  return found;
}
