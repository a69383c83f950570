/** Seconds of one call. */
export interface Timing {
  /** How many times it was timed. */
  readonly runs: number;
  /** The first call of the process, before anything was compiled. */
  readonly cold: number;
  /** Wall clock: median, least and most of the runs. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Processor time of the whole process, median of the runs. */
  readonly cpu: number;
}

/** The clocks of the machine, given so that nothing here reads one by itself. */
export interface Clocks {
  /** Wall clock, milliseconds. */
  readonly wall: () => number;
  /** Processor time of the process, milliseconds. */
  readonly cpu: () => number;
}

const WARM_UP = 500;
/** Long calls are warmed up by number, the first one included: the compiler takes some to settle. */
const WARM_CALLS = 6;
const MOST_WARM_UP = 10_000;
/** Short calls are repeated within a run until they last this long. */
const LASTING = 200;
/** No further run is begun after this long. */
const BUDGET = 120_000;

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? half : half - 1], sorted[half]] as [number, number];
  return (low + high) / 2;
};

/** Times a call: once cold, then warm, `reps` times. @returns the timing and what the last call answered */
export async function timed<T>(
  call: () => T | Promise<T>,
  reps: number,
  clocks: Clocks,
): Promise<{ readonly timing: Timing; readonly answer: T }> {
  const begun = clocks.wall();
  let answer = await call();
  const cold = clocks.wall() - begun;
  let warm = cold;
  const warming = (done: number): boolean => {
    const spent = clocks.wall() - begun;
    return spent < WARM_UP || (done < WARM_CALLS && spent < MOST_WARM_UP);
  };
  for (let done = 1; warming(done); done++) {
    const start = clocks.wall();
    answer = await call();
    warm = clocks.wall() - start;
  }
  const inner = Math.max(1, Math.ceil(LASTING / Math.max(warm, 0.001)));
  const calls = warm < LASTING / 2 ? inner : 1;
  const wall: number[] = [];
  const cpu: number[] = [];
  while (wall.length < reps && (wall.length === 0 || clocks.wall() - begun < BUDGET)) {
    const start = clocks.wall();
    const cpuStart = clocks.cpu();
    for (let k = 0; k < calls; k++) answer = await call();
    cpu.push((clocks.cpu() - cpuStart) / calls / 1000);
    wall.push((clocks.wall() - start) / calls / 1000);
  }
  const timing = {
    runs: wall.length,
    cold: cold / 1000,
    median: middle(wall),
    least: Math.min(...wall),
    most: Math.max(...wall),
    cpu: middle(cpu),
  };
  return { timing, answer };
}
