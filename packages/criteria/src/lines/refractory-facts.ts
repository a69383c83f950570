import { type Fact, isSteroid, withMembers } from '@linea/facts';
import { plainDay } from '../lymphoma/clock.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { assessmentOn } from '../myeloma/response/assessments-of.ts';
import { type ResponseOf, responsesOf } from '../myeloma/response/response-of.ts';
import { statedProgression } from '../myeloma/response/stated-response.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  derived,
  eachOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
} from '../patient/patient.ts';
import { type Agent, agentsOf, plainDays } from './agents-of.ts';
import { countFrom, datedBy, startFact } from './counted-days.ts';
import { lastDayOf } from './cutoff-of.ts';
import { type Line, linesOf } from './lines-of.ts';

/** A settled field, null where it is settled as "did not happen", undefined where it is not settled. */
export const fieldOf = (answer: Readonly<Record<string, unknown>>, name: string): string | null | undefined => {
  const value = answer[name];
  return typeof value === 'string' || value === null ? value : undefined;
};

/** The days of an agent's doses from the day that the line hangs on, where the source counts them so. */
function doseDays(of: Patient, line: Line, { facts, firstDose, lastDose }: Agent): Readonly<Record<string, unknown>> {
  const count = countFrom(of, startFact(of, line));
  const own = [...facts, ...line.facts];
  const first = count(datedBy(of, own, firstDose));
  const firstDay = first ? { firstDoseDay: plainDay(first) } : {};
  if (lastDose === null) return firstDay;
  const last = count(datedBy(of, own, lastDose));
  if (last) return withMembers(firstDay, { lastDoseDay: plainDay(last) });
  // An unknown last dose lies between the first one and what bounds its days: the reason for the end, or the next line.
  const next = linesOf(of)[line.number];
  const reason = own.map((id) => of.fact(id)).find((fact) => fact?.code === 'line.stopReason');
  const bounds = [reason, next && startFact(of, next)].filter((fact): fact is Fact => fact !== undefined);
  const by = count(bounds.find((fact) => dateSpan(of, fact).end === lastDose.end));
  return first && by ? withMembers(firstDay, { lastDoseDay: plainDay({ low: first.low, high: by.high }) }) : firstDay;
}

const plainAgent = (of: Patient, line: Line, agent: Agent) => {
  const { drug, firstDose, lastDose, doseMg } = agent;
  const last = plainDays(lastDose);
  return {
    drug,
    firstDose: plainDays(firstDose),
    ...(last === undefined ? {} : { lastDose: last }),
    ...(doseMg === null ? {} : { doseMg }),
    ...doseDays(of, line, agent),
  };
};

/** An input whose absence must stay an absence: null would say that it did not happen. */
const ifSettled = (value: string | null | undefined, from: Sourced): Record<string, Sourced> =>
  value === undefined ? {} : { pdDate: withMembers(from, { value }) };

const agentsInput = (of: Patient, line: Line, agents: readonly Agent[]): Sourced => ({
  value: agents.map((agent) => plainAgent(of, line, agent)),
  facts: [...new Set(agents.flatMap((agent) => agent.facts))],
  codes: ['drug.end', 'line.end'],
});

/** The inputs of `mm.refractory` for one line, without the choice of an agent. */
function refractoryInputs(of: Patient, { line, answer, facts }: ResponseOf): Record<string, Sourced> {
  const response: Sourced = { value: null, facts, codes: ['lab.mSerum', 'lab.mUrine'] };
  const stated = statedProgression(of, line);
  const count = countFrom(of, startFact(of, line));
  const pd = fieldOf(answer, 'dateOfProgression');
  const pdDays = typeof pd === 'string' ? count(assessmentOn(of, pd)?.dated) : null;
  const statedDays = stated && count(datedBy(of, [stated.fact.id], stated.days));
  return withMembers(
    pdDays ? { pdDay: withMembers(response, { value: plainDay(pdDays) }) } : {},
    stated && statedDays ? { statedPdDay: sourced(plainDay(statedDays), [stated.fact]) } : {},
    {
      agents: agentsInput(of, line, agentsOf(of, line)),
      cyclesCompleted: {
        value: line.cycles,
        facts: line.facts.filter((id) => of.fact(id)?.code === 'line.cycles'),
        codes: ['line.cycles'],
      },
      bestConfirmed: withMembers(response, { value: fieldOf(answer, 'bestConfirmed') ?? null }),
      ...ifSettled(pd, response),
      nextLineStart: derived(line.next ? plainDate(line.next) : null),
      ...(stated ? { statedPdDate: sourced(plainDate(stated.days), [stated.fact]) } : {}),
    },
  );
}

function statedRefractory(of: Patient, { line }: ResponseOf): { value: boolean; fact: string } | null {
  const fact = line.events.flatMap((event) => of.byEvent(event)).find(({ code }) => code === 'line.refractoryReported');
  const word = codeOf(fact);
  return fact && (word === 'yes' || word === 'no') ? { value: word === 'yes', fact: fact.id } : null;
}

/** Once for every agent of every line; what was stated of the line is compared for all but steroids. */
export function refractoryApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'MM')) return [];
  return of.memo('refractory applications', () =>
    eachOf(of, 'refractory in line', responsesOf(of), (response) => agentsOfLine(of, response)),
  );
}

function agentsOfLine(of: Patient, response: ResponseOf): readonly Application[] {
  const inputs = refractoryInputs(of, response);
  const stated = statedRefractory(of, response);
  const at = lastDayOf(of, inputs);
  return agentsOf(of, response.line).map((agent) => ({
    ...at,
    of: { agent: agent.drug, line: response.line.number },
    // Once the next line has started, the last doses of the other agents decide nothing.
    inputs: withMembers(inputs, response.line.next ? { agents: agentsInput(of, response.line, [agent]) } : {}, {
      agent: derived(agent.drug),
    }),
    ...(stated && !isSteroid(agent.drug) ? { stated } : {}),
  }));
}
