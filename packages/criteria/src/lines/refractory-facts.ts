import { isSteroid } from '@linea/facts';
import { hasDisease } from '../myeloma/baseline.ts';
import { type ResponseOf, responsesOf } from '../myeloma/response/response-of.ts';
import { progressionDays, statedProgression } from '../myeloma/response/series-facts.ts';
import {
  type Application,
  codeOf,
  derived,
  eachOf,
  type Patient,
  plainDate,
  type Sourced,
  sourced,
} from '../patient/patient.ts';
import { type Agent, agentsOf, plainDays } from './agents-of.ts';
import { lastDayOf } from './cutoff-of.ts';

/** A settled field, null where it is settled as "did not happen", undefined where it is not settled. */
export const fieldOf = (answer: Readonly<Record<string, unknown>>, name: string): string | null | undefined => {
  const value = answer[name];
  return typeof value === 'string' || value === null ? value : undefined;
};

const plainAgent = ({ drug, firstDose, lastDose, doseMg }: Agent) => {
  const last = plainDays(lastDose);
  return {
    drug,
    firstDose: plainDays(firstDose),
    ...(last === undefined ? {} : { lastDose: last }),
    ...(doseMg === null ? {} : { doseMg }),
  };
};

/** An input whose absence must stay an absence: null would say that it did not happen. */
const ifSettled = (value: string | null | undefined, from: Sourced): Record<string, Sourced> =>
  value === undefined ? {} : { pdDate: { ...from, value } };

const agentsInput = (agents: readonly Agent[]): Sourced => ({
  value: agents.map(plainAgent),
  facts: [...new Set(agents.flatMap((agent) => agent.facts))],
  codes: ['drug.end', 'line.end'],
});

/** The inputs of `mm.refractory` for one line, without the choice of an agent. */
function refractoryInputs(of: Patient, { line, answer, facts }: ResponseOf): Record<string, Sourced> {
  const response: Sourced = { value: null, facts, codes: ['lab.mSerum', 'lab.mUrine'] };
  const stated = statedProgression(of, line);
  return {
    agents: agentsInput(agentsOf(of, line)),
    cyclesCompleted: {
      value: line.cycles,
      facts: line.facts.filter((id) => of.fact(id)?.code === 'line.cycles'),
      codes: ['line.cycles'],
    },
    bestConfirmed: { ...response, value: fieldOf(answer, 'bestConfirmed') ?? null },
    ...ifSettled(fieldOf(answer, 'dateOfProgression'), response),
    nextLineStart: derived(line.next ? plainDate(line.next) : null),
    ...(stated ? { statedPdDate: sourced(plainDate(progressionDays(of, stated)), [stated]) } : {}),
  };
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
    inputs: {
      ...inputs,
      ...(response.line.next ? { agents: agentsInput([agent]) } : {}),
      agent: derived(agent.drug),
    },
    ...(stated && !isSteroid(agent.drug) ? { stated } : {}),
  }));
}
