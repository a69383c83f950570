import type { Say } from '@linea/registry/words';
import type { Command, OptionValues } from 'commander';
import { formatOf } from '../figure/write.ts';
import { Refused } from '../io.ts';

export const EXPLAINING = ['beeswarm', 'waterfall', 'importance', 'shapes'] as const;
export const VALIDATING = ['calibration', 'decision', 'comparison'] as const;

/** Options of a figure. */
export const figureWords = (command: Command, say: Say, kinds: string): Command =>
  command
    .option('--out <file>', say(`model.option.figureOut.${kinds}`))
    .option('--figure <kind>', say(`model.option.figure.${kinds}`))
    .option('--title <text>', say('survival.option.title'))
    .option('--unit <text>', say('survival.option.unit'));

/** The kind of figure that is asked for, before anything is computed; undefined for none. @throws {Refused} */
export function figureAsked<K extends string>(options: OptionValues, kinds: readonly K[], usual: K): K | undefined {
  if (options.out === undefined) {
    if (options.figure === undefined) return undefined;
    throw new Refused([{ code: 'option.missing', at: '--out', allowed: 'FILE.svg, FILE.png, FILE.pdf' }]);
  }
  formatOf(String(options.out));
  const kind = options.figure === undefined ? usual : kinds.find((own) => own === options.figure);
  if (kind) return kind;
  throw new Refused([{ code: 'option.value', at: '--figure', got: String(options.figure), allowed: kinds.join(', ') }]);
}
