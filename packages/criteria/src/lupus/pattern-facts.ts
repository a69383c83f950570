import type { Code, Fact } from '@linea/facts';
import { ageAt } from '../general/age.ts';
import { hasDisease } from '../myeloma/baseline.ts';
import { answerTo } from '../patient/answers.ts';
import {
  type Application,
  codeOf,
  codesOf,
  happenings,
  measured,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../patient/patient.ts';
import { scoreInput } from './activity-facts.ts';
import { classificationApplications } from './diagnosis-facts.ts';
import { eularAcr } from './eular-acr.ts';
import { beyondLimit } from './serology.ts';
import { sledai2k } from './sledai2k.ts';
import { visitsOf } from './visits.ts';

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false, positive: true, negative: false };

/** The last fact of a code that was true before the cells were collected, where they were. */
function atScreening(of: Patient, code: Code): Fact | undefined {
  const collected = happenings(of, 'leuk.date').at(-1);
  const limit = collected ? of.span(collected).end : Infinity;
  return valued(of, code).findLast((fact) => of.span(fact).start <= limit);
}

const flagged = (of: Patient, code: Code): Sourced => {
  const fact = atScreening(of, code);
  return fact ? sourced(YES_NO[codeOf(fact) ?? ''] ?? null, [fact]) : unknownInput(code);
};

const value = (of: Patient, code: Code): Sourced => {
  const fact = atScreening(of, code);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
};

/** ANA, anti-dsDNA or anti-Sm: one positive is enough; none of them only where all three are known. */
function autoantibodies(of: Patient): Sourced {
  const ana = atScreening(of, 'sle.ana');
  const ticked = atScreening(of, 'sle.criteriaItems');
  const dsDna = atScreening(of, 'lab.dsdna');
  const sm = atScreening(of, 'lab.sm');
  const found = [
    ...(YES_NO[codeOf(ana) ?? ''] === true && ana ? [ana] : []),
    ...(codesOf(ticked)?.some((item) => item === 'antiDsDna' || item === 'antiSm') && ticked ? [ticked] : []),
    ...(dsDna && beyondLimit(dsDna, 'high') === true ? [dsDna] : []),
    ...(codeOf(sm) === 'positive' && sm ? [sm] : []),
  ];
  if (found.length > 0) return sourced(true, found);
  const denied = ana && YES_NO[codeOf(ana) ?? ''] === false && dsDna && beyondLimit(dsDna, 'high') === false && sm;
  return denied && codeOf(sm) === 'negative'
    ? sourced(false, [ana, dsDna, sm])
    : unknownInput('sle.ana', 'lab.dsdna', 'lab.sm');
}

/** HBV: surface antigen positive is infection, negative with negative core antibody is none. */
function hbv(of: Patient): Sourced {
  const [antigen, core] = [atScreening(of, 'com.hbvSurfaceAg'), atScreening(of, 'com.hbvCoreAb')];
  if (codeOf(antigen) === 'positive') return sourced(true, [antigen as Fact]);
  return codeOf(antigen) === 'negative' && codeOf(core) === 'negative'
    ? sourced(false, [antigen as Fact, core as Fact])
    : unknownInput('com.hbvSurfaceAg', 'com.hbvCoreAb');
}

const BILAG: readonly Code[] = [
  'bilag.constitutional', 'bilag.mucocutaneous', 'bilag.neuropsychiatric', 'bilag.musculoskeletal', 'bilag.cardiorespiratory',
  'bilag.gastrointestinal', 'bilag.ophthalmic', 'bilag.renal', 'bilag.haematological',
]; // biome-ignore format: a list

function bilag(of: Patient): Sourced {
  const facts = BILAG.flatMap((code) => atScreening(of, code) ?? []);
  return facts.length > 0 ? sourced(facts.map(codeOf), facts) : unknownInput('bilag.renal');
}

/** Drugs that failed beside glucocorticoids. */
function failed(of: Patient): Sourced {
  const fact = atScreening(of, 'elig.sleFailures');
  return fact
    ? sourced((codesOf(fact) ?? []).filter((drug) => drug !== 'glucocorticoids').length, [fact])
    : unknownInput('elig.sleFailures');
}

/** An infection that had begun by then and goes on; without one nobody says that there is none. */
function activeInfection(of: Patient): Sourced {
  const collected = happenings(of, 'leuk.date').at(-1);
  const limit = collected ? of.span(collected).end : Infinity;
  const open = valued(of, 'infx.outcome').find((fact) => codeOf(fact) === 'ongoing' && of.span(fact).start <= limit);
  return open ? sourced(true, [open]) : unknownInput('infx.outcome');
}

const CNS = [
  'seizure',
  'psychosis',
  'organicBrainSyndrome',
  'visualDisturbance',
  'cranialNerve',
  'lupusHeadache',
  'cva',
] as const;

/** Once a patient with lupus, as things stood when the cells were collected. */
export function patternApplications(of: Patient): readonly Application[] {
  if (!hasDisease(of, 'SLE')) return [];
  const [classification] = classificationApplications(of);
  const classified = classification && answerTo(eularAcr, classification);
  const classificationFacts = classification ? Object.values(classification.inputs).flatMap(({ facts }) => facts) : [];
  const collected = happenings(of, 'leuk.date').at(-1);
  const limit = collected ? of.span(collected).end : Infinity;
  const visit = visitsOf(of).findLast(({ span }) => span.start <= limit);
  const states = visit ? CNS.map((item) => visit.items[item]) : [];
  const cns = states.includes(true) ? true : states.length > 0 && !states.includes(null) ? false : null;
  return [
    {
      inputs: {
        classified:
          classified?.status === 'determined'
            ? { value: classified.value, facts: classificationFacts, codes: ['sle.criteriaItems'] }
            : unknownInput('sle.criteriaItems', 'sle.ana'),
        autoantibodies: autoantibodies(of),
        sledai: visit ? scoreInput(of, visit, 'score', sledai2k) : unknownInput('sledai.items'),
        bilag: bilag(of),
        failedDrugs: failed(of),
        ageYears: collected
          ? ageAt(of, of.span(collected))
          : visit
            ? ageAt(of, visit.span)
            : unknownInput('demo.birthYear'),
        egfr: value(of, 'lab.egfr'),
        lvef: value(of, 'com.lvef'),
        activeInfection: activeInfection(of),
        hiv: flagged(of, 'com.hivAgAb'),
        hbv: hbv(of),
        hcv: flagged(of, 'com.hcvAb'),
        contraception: flagged(of, 'elig.contraception'),
        activeCns:
          cns === null || !visit
            ? unknownInput('sledai.items')
            : sourced(
                cns,
                visit.facts.filter(({ code }) => code === 'sledai.items'),
              ),
        recentCancer: unknownInput('com.condition'),
        cd3: value(of, 'imm.cd3'),
      },
    },
  ];
}
