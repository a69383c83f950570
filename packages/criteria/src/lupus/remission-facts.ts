import { type Fact, withMembers } from '@linea/facts';
import type { Criterion } from '../engine/index.ts';
import { answerTo } from '../patient/answers.ts';
import {
  type Application,
  codeOf,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { activityInputs, scoreInput } from './activity-facts.ts';
import { MAJOR, SLEDAI_ITEMS } from './items.ts';
import { drugMaximaExceeded } from './maintenance.ts';
import { serologyAt } from './serology.ts';
import { sledai2k } from './sledai2k.ts';
import { inVisit, type Visit, visitsOf } from './visits.ts';

const STATES: Readonly<Record<'doris' | 'lldas', Readonly<Record<string, boolean>>>> = {
  doris: { doris: true, active: false, flareMild: false, flareSevere: false },
  lldas: { lldas: true, active: false, flareMild: false, flareSevere: false },
};

/** What the visit states of the state. */
function statedState(visit: Visit, state: 'doris' | 'lldas'): Pick<Application, 'stated'> {
  const fact = inVisit(visit.facts, 'sledai.response');
  const value = STATES[state][codeOf(fact) ?? ''];
  return fact && value !== undefined ? { stated: { value, fact: fact.id } } : {};
}

/** The stated total, where the items leave the score open. */
function assumedTotal(
  visit: Visit,
  score: Sourced,
): { readonly total: Sourced; readonly assuming: NonNullable<Application['assuming']> } | null {
  const fact = inVisit(visit.facts, 'sledai.total');
  const total = numberOf(fact);
  if (!fact || total === undefined || typeof score.value === 'number') return null;
  return { total: sourced(total, [fact]), assuming: [{ fact: fact.id, label: `stated SLEDAI ${total}` }] };
}

const eventOf = ({ facts }: Visit): string => facts[0]?.event ?? '';

/** A visit is asked about remission by several: once. */
const dorisOf = (of: Patient, visit: Visit, doris: Criterion): readonly Application[] =>
  of.memo(`doris at ${eventOf(visit)}`, () => dorisAt(of, visit, doris), visit);

function dorisAt(of: Patient, visit: Visit, doris: Criterion): readonly Application[] {
  const { pga, haemolyticAnaemia: _, gastrointestinal: __, ...inputs } = activityInputs(of, visit);
  const clinicalSledai = scoreInput(of, visit, 'clinicalSledai', sledai2k);
  const common = { of: visit.about, at: visit.span, ...statedState(visit, 'doris') };
  const alone: Application = withMembers(common, { inputs: { clinicalSledai, phGa: pga, ...inputs } });
  const assumed = assumedTotal(visit, clinicalSledai);
  if (!assumed || answerTo(doris, alone).status === 'determined') return [alone];
  const serology = {
    lowComplement: serologyAt(of, visit, 'lowComplement'),
    increasedDnaBinding: serologyAt(of, visit, 'increasedDnaBinding'),
  };
  return [
    alone,
    withMembers(common, {
      inputs: { totalSledai: assumed.total, ...serology, phGa: pga, ...inputs },
      assuming: assumed.assuming,
    }),
  ];
}

/** Once an assessment of activity; once more with a stated total, where that settles what the facts alone do not. */
export const dorisApplications = (of: Patient, doris: Criterion): readonly Application[] =>
  of.memo('doris', () => visitsOf(of).flatMap((visit) => dorisOf(of, visit, doris)));

/** An item not active at the last assessment and active now. */
function newFeature(visit: Visit, before: Visit | undefined): boolean | null {
  if (!before) return null;
  const answers = SLEDAI_ITEMS.map((item) => {
    const [was, is] = [before.items[item], visit.items[item]];
    if (is === false || was === true) return false;
    return is === true && was === false ? true : null;
  });
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** Items active now, with an unknown one where a major organ was not assessed. */
function activeItems(visit: Visit): Sourced {
  const lists = visit.facts.filter(
    ({ code, value }) => /^sledai\.(items|not|attribution)/.test(code) && value !== undefined,
  );
  if (lists.length === 0) return unknownInput('sledai.items');
  const active = SLEDAI_ITEMS.filter((item) => visit.items[item] === true);
  const open = MAJOR.some((item) => visit.items[item] === null);
  return sourced([...active, ...(open ? [null] : [])], lists, 'sledai.items');
}

/** A CAR-T product under investigation infused by then, or a trial. */
function investigational(of: Patient, visit: Visit): Sourced {
  const by = (fact: Fact): boolean => of.span(fact).start <= visit.span.end;
  const infused = valued(of, 'inf.product').filter(by);
  const under = infused.find((fact) => codeOf(fact) === 'investigational') ?? valued(of, 'elig.trialId').find(by);
  if (under) return sourced(true, [under], 'elig.trialId', 'inf.product');
  const product = infused.at(-1);
  return product ? sourced(false, [product]) : unknownInput('elig.trialId', 'inf.product');
}

function lldasAt(of: Patient, visit: Visit, before: Visit | undefined, lldas: Criterion): readonly Application[] {
  const { pga, prednisolone, haemolyticAnaemia, gastrointestinal } = activityInputs(of, visit);
  const sledai = scoreInput(of, visit, 'score', sledai2k);
  const derived = newFeature(visit, before);
  const said = inVisit(visit.facts, 'sledai.newFeature');
  const exceeded = drugMaximaExceeded(of, visit);
  const inputs: Readonly<Record<string, Sourced>> = {
    sledai,
    activeItems: activeItems(visit),
    haemolyticAnaemia,
    gastrointestinal,
    newFeature:
      derived === null
        ? unknownInput('sledai.items')
        : sourced(
            derived,
            [...visit.facts, ...(before?.facts ?? [])].filter(({ code }) => code === 'sledai.items'),
          ),
    pga,
    prednisolone,
    investigationalDrug: investigational(of, visit),
    ...(exceeded
      ? {
          dosesWithinMaximum: exceeded.isSure
            ? sourced(false, [exceeded.dose], 'drug.dose')
            : { value: null, facts: [exceeded.dose.id], codes: ['drug.end'] },
        }
      : {}),
  };
  const common = { of: visit.about, at: visit.span, ...statedState(visit, 'lldas') };
  const word = { yes: true, no: false }[codeOf(said) ?? ''];
  const feature = derived === null && said && word !== undefined ? { said, word } : null;
  const assumed = sledai.value === null ? assumedTotal(visit, sledai) : null;
  const alone: Application = withMembers(common, { inputs });
  if ((!feature && !assumed) || answerTo(lldas, alone).status === 'determined') return [alone];
  const assuming = [
    ...(assumed?.assuming ?? []),
    ...(feature ? [{ fact: feature.said.id, label: `stated new feature: ${codeOf(feature.said)}` }] : []),
  ];
  const taken = withMembers(
    assumed ? { sledai: assumed.total } : {},
    feature ? { newFeature: sourced(feature.word, [feature.said]) } : {},
  );
  return [alone, withMembers(common, { inputs: withMembers(inputs, taken), assuming })];
}

export const lldasApplications = (of: Patient, lldas: Criterion): readonly Application[] => {
  const visits = visitsOf(of);
  return visits.flatMap((visit, index) =>
    of.memo(`lldas at ${eventOf(visit)}`, () => lldasAt(of, visit, visits[index - 1], lldas), visit, visits[index - 1]),
  );
};

/** Remission over the visits, as DORIS comes out at each from the facts alone. */
export function sustainedApplications(of: Patient, doris: Criterion): readonly Application[] {
  const visits = visitsOf(of);
  if (visits.length === 0) return [];
  const value = visits.map((visit) => {
    const [alone] = dorisOf(of, visit, doris);
    const answer = alone && answerTo(doris, alone);
    return { date: visit.about.date, met: answer?.status === 'determined' ? answer.value : null };
  });
  const facts = visits.flatMap(({ facts: own }) =>
    own.filter(({ code }) => code === 'sledai.items' || code === 'sledai.pga').map(({ id }) => id),
  );
  return [{ inputs: { visits: { value, facts, codes: ['sledai.items', 'sledai.pga', 'sledai.gcDose'] } } }];
}

/** Between each two consecutive assessments; once more with stated totals, where no item is recorded. */
export const changeApplications = (of: Patient): readonly Application[] => {
  const visits = visitsOf(of);
  return visits.slice(1).flatMap((visit, index): readonly Application[] => {
    const pair = [visits[index] as Visit, visit].map((one) => {
      const score = scoreInput(of, one, 'score', sledai2k);
      return { score, assumed: score.value === null ? assumedTotal(one, score) : null };
    });
    const [previous, current] = pair as [(typeof pair)[0], (typeof pair)[0]];
    const common = { of: visit.about, at: visit.span };
    const alone: Application = withMembers(common, { inputs: { previous: previous.score, current: current.score } });
    const assuming = pair.flatMap(({ assumed }) => assumed?.assuming ?? []);
    if (assuming.length === 0) return [alone];
    const inputs = {
      previous: previous.assumed?.total ?? previous.score,
      current: current.assumed?.total ?? current.score,
    };
    return [alone, withMembers(common, { inputs, assuming })];
  });
};
