import { drugId, isNotAfter, withMembers } from '@linea/facts';
import {type Condition, 
  calculation, choice, type Decision, date, flag, type Inputs, is, list, type Measured, type Path, quantity, type Reader, record, settle, text,
} from '../engine/index.ts'; // biome-ignore format: a list
import { absenceSpeaks, daysSince } from '../general/readers.ts';
import { ask, happened, imprecise } from './ask.ts';
import { orderOf, type Point, pointAt } from './endpoint.ts';
import { refractoryApplications } from './refractory-facts.ts';

export const BEST = ['PD', 'SD', 'MR', 'PR', 'VGPR', 'CR', 'sCR', 'NE'] as const;
export type Basis = 'pd-on-therapy' | 'pd-within-60d' | 'nonresponse';
const BASES: readonly Basis[] = ['pd-on-therapy', 'pd-within-60d', 'nonresponse'];

const agentInputs = {
  drug: text(),
  firstDose: date(),
  lastDose: date('null'),
  doseMg: quantity('mg', { bare: true }),
  maintenance: flag(),
  firstDoseDay: absenceSpeaks(daysSince()),
  lastDoseDay: absenceSpeaks(daysSince()),
};
type Agent = Inputs<typeof agentInputs>;

const lineInputs = {
  agents: list(record(agentInputs)),
  cyclesCompleted: quantity('1', { bare: true }),
  bestConfirmed: choice(BEST),
  pdDate: date('null'),
  nextLineStart: date('null'),
  statedPdDate: date('null'),
  pdDay: absenceSpeaks(daysSince()),
  statedPdDay: absenceSpeaks(daysSince()),
};
type LineInputs = Inputs<typeof lineInputs>;

interface RefractoryParams {
  readonly windowDays: number;
  readonly minCyclesForNonresponse: number;
  readonly acceptStatedPd: boolean;
  readonly basisAllowed: unknown;
  readonly lenMaintenanceCounts: boolean;
}

/** A first dose that was not given is not after the last. */
function firstDoseOf({ firstDose, firstDoseDay, lastDose, lastDoseDay }: Agent): Point {
  if (firstDose.given || !lastDose.given || !lastDose.span) return pointAt(firstDose, firstDoseDay);
  const before = withMembers(firstDose, { span: { start: -Infinity, end: lastDose.span.end } });
  return lastDoseDay.given ? withMembers(before, { day: { low: -Infinity, high: lastDoseDay.range.high } }) : before;
}

const later = ({ span, day, ...rest }: Point, days: number): Point =>
  withMembers(rest, {
    span: span && { start: span.start + days, end: span.end + days },
    ...(day ? { day: { low: day.low + days, high: day.high + days } } : {}),
  });

/** a is at most `days` after b; each happened. */
export const notLaterThan = (path: Path, a: Point, b: Point, days: number): boolean =>
  ask(path, a.span && b.span ? orderOf(isNotAfter, a, later(b, days)) : null,
    () => ({ key: `${a.key} within ${days} of ${b.key}`, inputs: imprecise(a, b) })); // biome-ignore format: one thought

/** Cycles below the minimum are known; a number that is not given counts as enough. */
const enoughCycles =
  (cycles: Measured, minimum: number): Condition =>
  (path) =>
    !cycles.given || path.reaches(cycles, cycles.range, minimum, false);

/** The last dose of every agent is known, or the next line has started. */
const isOver =
  ({ agents, nextLineStart }: LineInputs): Condition =>
  (path) =>
    agents.every(({ lastDose }) => happened(path, lastDose)) || happened(path, nextLineStart);

function allowedBases(value: unknown): readonly string[] {
  if (value === 'all') return BASES;
  const names = Array.isArray(value) ? value.map(String) : [String(value)];
  return names.flatMap((name) => (/^pd$/i.test(name) ? ['pd-on-therapy', 'pd-within-60d'] : [name]));
}

const MAINTENANCE_MG = 15;
const isLenMaintenance = ({ drug, doseMg, maintenance }: Agent): boolean =>
  drugId(drug ?? '') === 'lenalidomide' &&
  ((maintenance.given && maintenance.options[0] === 'true') || (doseMg.given && doseMg.range.high <= MAINTENANCE_MG));

/** The rules of myeloma.md 6.1 for one agent: the basis of refractoriness, or null. */
function basisOf(line: LineInputs, agent: Agent, pd: Point, params: RefractoryParams): Decision<Basis | null> {
  const allowed = allowedBases(params.basisAllowed);
  const may = (basis: Basis): Basis | null => (allowed.includes(basis) ? basis : null);
  return (path) => {
    if (!params.lenMaintenanceCounts && isLenMaintenance(agent)) return null;
    const progressed = happened(path, pd);
    const last = pointAt(agent.lastDose, agent.lastDoseDay);
    if (progressed && notLaterThan(path, firstDoseOf(agent), pd, 0)) {
      const basis = !happened(path, last) || notLaterThan(path, pd, last, 0) ? may('pd-on-therapy')
        : notLaterThan(path, pd, last, params.windowDays) ? may('pd-within-60d') : null; // biome-ignore format: the rule
      if (basis) return basis;
    }
    const { bestConfirmed: best } = line;
    const evaluable = !is(best, 'NE')(path);
    if (
      evaluable &&
      is(best, 'PD', 'SD')(path) &&
      enoughCycles(line.cyclesCompleted, params.minCyclesForNonresponse)(path) &&
      isOver(line)(path)
    )
      return may('nonresponse');
    if (progressed || (best.given && evaluable)) return null;
    return path.settle({ key: 'response never evaluated', inputs: best.inputs }, null) ? may('nonresponse') : null;
  };
}

interface Judged {
  readonly status: string;
  readonly value?: boolean | undefined;
  readonly possible?: readonly boolean[] | undefined;
  readonly missing?: readonly string[] | undefined;
  readonly basis: unknown;
}

/** Yes or no with what it rests on; the basis is null unless it is settled. */
function judged(decision: Decision<Basis | null>): Judged {
  const { settled } = settle<Basis | null>(decision, [null, ...BASES]);
  if (settled.status === 'determined')
    return { status: 'determined', value: settled.value !== null, basis: settled.value };
  if (settled.status === 'indeterminate' && !settled.possible.includes(null))
    return { status: 'determined', value: true, basis: settled };
  return withMembers(settle((path) => decision(path) !== null, [false, true]).settled, { basis: null });
}

/** The line as a whole: refractory when it is to any of its agents, by the strongest of their bases. */
function anyAgent(agents: readonly Judged[]): Judged {
  const [only, ...others] = agents;
  if (only && others.length === 0) return only;
  const proven = agents.filter(({ value }) => value === true);
  const basis = BASES.find((name) => proven.some((agent) => agent.basis === name)) ?? proven[0]?.basis ?? null;
  if (proven.length > 0) return { status: 'determined', value: true, basis };
  if (agents.every(({ value }) => value === false)) return { status: 'determined', value: false, basis: null };
  return {
    status: 'indeterminate',
    possible: [false, true],
    missing: [...new Set(agents.flatMap(({ missing }) => missing ?? []))],
    basis: null,
  };
}

/**
 * Refractoriness to an agent of a line (multiple myeloma) - `mm.refractory`
 *
 *  pd-on-therapy   confirmed PD on or after the first dose and not after the last (or the agent is still given)
 *  pd-within-60d   confirmed PD within 60 days (`windowDays`) of the last dose
 *  nonresponse     else, line over (all last doses known, or the next line started), best confirmed response SD or PD, and
 *                  at least one complete cycle (`minCyclesForNonresponse`; an unknown number counts as met)
 *  undecided       else, best response missing or NE and no PD
 *  not refractory  else: exposed only; stopping for toxicity does not make refractory
 *
 * With several agents `agents` holds the answer for each, and the answer of the whole is that of the line: refractory
 * when it is to any of them. `agent` chooses one. A PD that a clinician stated is not a confirmed one: where it alone would
 * make refractory there is warning `stated-refractory`; `acceptStatedPd` takes it as PD. `basisAllowed` keeps only some
 * bases (some trials accept PD, not SD); with `lenMaintenanceCounts` false, lenalidomide at 15 mg or less does not count.
 *
 * @param agents           `{ drug, firstDose, lastDose, doseMg, maintenance }`; lastDose null: still given
 * @param cyclesCompleted  of the line
 * @param bestConfirmed    best confirmed response of the line
 * @param pdDate           date of the confirmed PD, null: none
 * @param nextLineStart    null: none
 * @param statedPdDate     PD as a clinician stated it, null: none
 * @param pdDay, statedPdDay  and of an agent `firstDoseDay`, `lastDoseDay`: days from a common day, where the source dates them so:
 *                         a number or `{ low, high }` each; they order what the dates leave open
 * @param agent            the drug that is asked for; default: all
 * @param line             the same inputs as one object
 * @source Rajkumar SV et al. Blood 2011;117:4691-4695
 */
export const refractory = calculation({
  id: 'mm.refractory',
  version: 'imwg-2011',
  source: 'Rajkumar SV et al. Blood 2011;117:4691-4695',
  inputs: withMembers(lineInputs, { agent: text(), line: nestedLine() }),
  params: {
    windowDays: { default: 60 },
    minCyclesForNonresponse: { default: 1 },
    acceptStatedPd: { default: false as boolean },
    basisAllowed: { default: 'all' as unknown, accepts: isBasisList },
    lenMaintenanceCounts: { default: true as boolean },
  },
  compute({ agent, line: nested, ...plain }, params) {
    const line: LineInputs = nested.given ? nested : plain;
    const asked =
      agent === undefined ? line.agents : line.agents.filter(({ drug }) => drugId(drug ?? '') === drugId(agent));
    if (asked.length === 0) return { notApplicable: 'agent-not-given' };
    const hasStated = line.statedPdDate.given && line.statedPdDate.span !== null;
    const withStated = !(line.pdDate.given && line.pdDate.span !== null) && hasStated;
    const statedPd = pointAt(line.statedPdDate, line.statedPdDay);
    const pd = params.acceptStatedPd && withStated ? statedPd : pointAt(line.pdDate, line.pdDay);
    const judgedOn = (on: Point): readonly Judged[] => asked.map((one) => judged(basisOf(line, one, on, params)));
    const agents = judgedOn(pd);
    const answer = anyAgent(agents);
    const stated = withStated && !params.acceptStatedPd && !isYes(answer) && isYes(anyAgent(judgedOn(statedPd)));
    const tooFew = line.cyclesCompleted.given && line.cyclesCompleted.range.high < params.minCyclesForNonresponse;
    return {
      fields: withMembers(answer, {
        agents: asked.map(({ drug }, index) => ({ drug: drugId(drug ?? ''), ...agents[index] })),
      }),
      warnings: [...(stated ? ['stated-refractory'] : []), ...(tooFew ? ['cycles-below-minimum'] : [])],
    };
  },
  from: refractoryApplications,
});

/** The same inputs as one object; nothing is read where it is not given. */
function nestedLine(): Reader<LineInputs & { readonly given: boolean }> {
  const reader = record(lineInputs);
  const none = reader.read(null, 'line');
  return {
    help: 'the inputs above as one object',
    read: (raw, name) => (raw === undefined || raw === null ? none : reader.read(raw, name)),
  };
}

const isYes = (answer: { readonly status: string; readonly value?: unknown }): boolean =>
  answer.status === 'determined' && answer.value === true;

function isBasisList(value: unknown): boolean {
  const names = Array.isArray(value) ? value : [value];
  return names.every(
    (name) =>
      typeof name === 'string' && (name === 'all' || /^pd$/i.test(name) || (BASES as readonly string[]).includes(name)),
  );
}
