/** How cost grows, Linea alone. */
import { GROWTH } from './goals.mjs';
import { linea, tableOf } from './programs.mjs';

/** A line a task. @param sizes rows of each table, ascending */
export async function* slopes(sizes, reps) {
  for (const [task, table, allowed] of GROWTH) {
    const lines = [];
    for (const rows of sizes) lines.push(linea(task, await tableOf(table(rows)), '--reps', String(reps)));
    const cost = lines.map(({ cpu_s }) => cpu_s);
    const slope = Math.log(cost.at(-1) / cost[0]) / Math.log(sizes.at(-1) / sizes[0]);
    const cold = lines.map(({ cold_s, compute_s }) => (cold_s / compute_s).toFixed(1));
    const times = cost.map((s) => `${(1000 * s).toFixed(1)} ms`);
    yield `${task.padEnd(12)} ${times.join(', ').padEnd(32)} slope ${slope.toFixed(2)}  allowed ${allowed}  ${slope <= allowed ? 'held' : 'missed'}  first call ${cold.join(', ')} times a warm one`;
  }
}
