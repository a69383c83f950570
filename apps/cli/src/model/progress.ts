import type { Io } from '../io.ts';

/** A bar on standard error, for work over a second when it is a terminal. */
export interface Progress {
  /** How far the work is, 0 to 1. */
  readonly at: (share: number) => void;
  readonly done: () => void;
}

const WIDTH = 30;

export function progressBar(io: Io, label: string): Progress {
  const start = io.now().getTime();
  let shown = '';
  return {
    at: (share) => {
      if (!io.interactive || io.now().getTime() - start < 1000) return;
      const full = Math.round(share * WIDTH);
      const text = `${label} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(share * 100)} %`;
      if (text !== shown) io.err(`\r${text}`);
      shown = text;
    },
    done: () => {
      if (shown !== '') io.err(`\r${' '.repeat(shown.length)}\r`);
    },
  };
}
