import {
  checkPlan,
  defaultPlan,
  type EndpointDefinition,
  type EndpointPlan,
  type Entry,
  endpointDefinition,
  endpointDefinitions,
  endpointSentences,
  type Population,
  type Start,
} from '@linea/criteria';
import { shown } from '@linea/facts';
import { type Say, speaker } from '@linea/registry/words';
import type { Context } from '../context.ts';
import { Refused } from '../io.ts';
import { table, wrapped } from '../print/table.ts';

export interface EndpointOptions {
  readonly start?: string;
  readonly population?: string;
  readonly entry?: string;
  readonly landmark?: string;
}

/** `linea endpoints`: the definitions, or one of them as sentences for an analysis plan. */
export function endpointsCommand(id: string | undefined, options: EndpointOptions, context: Context): void {
  const { io, json, say } = context;
  if (id === undefined) {
    list(context);
    return;
  }
  const definition = endpointDefinition(id);
  if (!definition) throw new Refused([{ code: 'endpoint.unknown', at: '', got: shown(id), allowed: near(id) }]);
  const plan = planOf(definition, options);
  const issues = checkPlan(plan);
  if (issues.length > 0) throw new Refused(issues);
  io.out(json ? `${JSON.stringify(printed(plan))}\n` : `${wrapped(sentences(plan, say), 100, '')}\n`);
}

const near = (id: string): string => {
  const word = (id.split('.').at(-1) ?? '').toLowerCase();
  const ids = endpointDefinitions.map((one) => one.id).filter((one) => one.toLowerCase().includes(word));
  return ids.length > 0 ? ids.join(', ') : 'linea endpoints';
};

const sentences = (plan: EndpointPlan, say: Say): string => endpointSentences(plan, say.language, say);

const STARTS: readonly Start[] = ['infusion', 'leukapheresis', 'diagnosis', 'response'];
const POPULATIONS: readonly Population[] = ['diagnosed', 'collected', 'infused', 'responders'];
const ENTRIES: readonly Entry[] = ['start', 'infusion', 'registration'];

/** A word of a list; refused with the list where it is none of them. */
function among<W extends string>(words: readonly W[], given: string | undefined, at: string): W | undefined {
  if (given === undefined) return undefined;
  const found = words.find((word) => word === given);
  if (found === undefined)
    throw new Refused([{ code: 'endpoint.word', at, got: shown(given), allowed: words.join(', ') }]);
  return found;
}

function planOf(definition: EndpointDefinition, { start, population, entry, landmark }: EndpointOptions): EndpointPlan {
  const plan = defaultPlan(definition, among(STARTS, start, '--start'));
  return {
    ...plan,
    population: among(POPULATIONS, population, '--population') ?? plan.population,
    entry: among(ENTRIES, entry, '--entry') ?? plan.entry,
    landmarkDays: landmark === undefined ? null : Number(landmark),
  };
}

/** The public JSON of a plan: its parts, and its sentences in both languages. */
const printed = (plan: EndpointPlan) => {
  const { definition, ...rest } = plan;
  return {
    ...definition,
    ...rest,
    sentence: { en: sentences(plan, speaker('en')), it: sentences(plan, speaker('it')) },
  };
};

function list({ io, json, say }: Context): void {
  if (json) {
    io.out(`${JSON.stringify(endpointDefinitions.map((one) => printed(defaultPlan(one))))}\n`);
    return;
  }
  const heads = ['endpoint', 'title', 'start', 'checked', 'source'].map((name) => say(`cli.column.${name}`));
  const rows = endpointDefinitions.map((one) => [
    one.id,
    `${say(`endpoint.name.${one.endpoint}`)}${one.scheme ? ` (${say(`endpoint.scheme.${one.scheme}`)})` : ''}`,
    one.starts.join(', '),
    say(`cli.verification.${one.verification}`),
    one.source,
  ]);
  io.out(`${table(heads, rows)}\n`);
}
