import { apparentOf, CORRECTED, correctedForOptimism, type Optimism, type OptimismJob, type OptimismSample, type Outcomes } from '@linea/explain'; // biome-ignore format: one line
import type { Say } from '@linea/registry/words';
import { table } from '../print/table.ts';
import { figure, interval } from '../survival/format.ts';
import { threadsOf } from '../threads/threads.ts';

/** Draws the samples by so many threads; sample b is drawn from stream b, so the bytes are the same for any number of them. */
export async function optimismOf(
  outcomes: Outcomes,
  features: number,
  samples: number,
  job: OptimismJob,
  count: number,
  progress: (share: number) => void,
): Promise<Optimism> {
  const threads = threadsOf(Math.min(count, samples));
  let done = 0;
  const one = async (sample: number): Promise<OptimismSample | undefined> => {
    const found = await threads.run('optimism', { outcomes, sample, job });
    progress(++done / (samples + 1));
    return found;
  };
  const numbers = Array.from({ length: samples }, (_, b) => b);
  try {
    const drawn: (OptimismSample | undefined)[] = [];
    if (threads.count > 1) drawn.push(...(await Promise.all(numbers.map(one))));
    else for (const b of numbers) drawn.push(await one(b));
    return correctedForOptimism(outcomes, features, apparentOf(outcomes, job), drawn, job);
  } finally {
    await threads.close();
  }
}

/** What the bootstrap found, for a person. */
export function optimismText(answer: Optimism, say: Say): string {
  const { learner, n, events, features, samples, drawn } = answer;
  const three = (x: number): string =>
    Number.isFinite(x) ? x.toLocaleString(say.language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }) : '–';
  const heads = ['metric', 'apparent', 'optimism', 'corrected', 'interval'].map((name) => say(`model.column.${name}`));
  const rows = CORRECTED.map((metric) => {
    const { estimate, lower, upper } = answer.corrected[metric];
    return [
      say(`model.metric.${metric}`),
      three(answer.apparent[metric]),
      three(answer.optimism[metric]),
      three(estimate),
      interval(Number(lower.toPrecision(3)), Number(upper.toPrecision(3)), say),
    ];
  });
  const times = say('model.horizon', {
    from: figure(answer.ibs_from, say),
    tau: figure(answer.tau_uno_ibs, say),
    at: figure(answer.time_auc_brier, say),
  });
  return [say('model.bootstrapped', { learner, n, events, features, samples, drawn }), times, '', table(heads, rows)].join('\n'); // biome-ignore format: one line
}
