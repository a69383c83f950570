import type { Say } from '@linea/registry/words';
import type { Io } from './io.ts';

/** What every command gets beside its own arguments. */
export interface Context {
  readonly io: Io;
  readonly say: Say;
  readonly json: boolean;
  /** Sets the exit code of a command that ends without an error. */
  readonly exit: (code: number) => void;
}
