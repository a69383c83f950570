import { type Outcomes, outcomesOf } from '@linea/explain';
import type { Say } from '@linea/registry/words';
import type { Frame } from '@linea/survival';
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { tables } from '../survival/read.ts';
import { inFile } from './files.ts';

/** The table and formula of a command, read. */
export interface Asked {
  readonly file: string;
  readonly frame: Frame;
  readonly outcomes: Outcomes;
  readonly read: (file: string) => Promise<Frame>;
}

/** `DATA.csv "FORMULA"`. @param study  a study file may stand instead, without a formula */
export const dataWords = (command: Command, say: Say, study = false): Command =>
  command
    .argument('<data>')
    .argument(study ? '[formula]' : '<formula>')
    .option('--decimal <mark>', say('survival.option.decimal'));

export async function askedData(command: Command, io: Io): Promise<Asked> {
  const [file = '', formula = ''] = command.args;
  const { decimal, weights } = command.opts();
  const { read } = tables(io, decimal === ',' ? ',' : '.');
  const frame = await read(file);
  return { file, frame, read, outcomes: inFile(file, () => outcomesOf(formula, frame, weights)) };
}
