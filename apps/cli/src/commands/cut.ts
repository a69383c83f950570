import type { Context } from '../context.ts';
import { table } from '../print/table.ts';
import { type ReachOptions, withRegistry } from '../registry/reach.ts';
import { accepted } from '../seen.ts';

/** `linea cut create NAME`: freezes what is recorded by now, with a hash. */
export async function cutCreateCommand(name: string, options: ReachOptions, { io, say, json }: Context): Promise<void> {
  const cut = accepted(await withRegistry(io, { ...options, long: true }, (reach) => reach.createCut(name)));
  if (json) return io.out(`${JSON.stringify(cut)}\n`);
  const banner = cut.synthetic ? `${say('synth.banner')}\n` : '';
  io.out(`${banner}${say('cli.cut.created', { ...cut, synthetic: String(cut.synthetic) })}\n`);
}

/** `linea cut list`. */
export async function cutListCommand(options: ReachOptions, { io, say, json }: Context): Promise<void> {
  const cuts = await withRegistry(io, options, (reach) => reach.cuts());
  if (json) return io.out(`${JSON.stringify(cuts)}\n`);
  if (cuts.length === 0) return io.out(`${say('cli.cut.none')}\n`);
  const heads = [...['name', 'recorded', 'patients', 'facts'].map((column) => say(`cli.cut.${column}`)), 'SHA-256'];
  const rows = cuts.map(({ name, recorded, patients, facts, sha256 }) => [
    name,
    recorded,
    String(patients),
    String(facts),
    sha256,
  ]);
  io.out(`${table(heads, rows)}\n`);
}
