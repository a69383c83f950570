import {
  above,
  all,
  any,
  atLeast,
  below,
  type Condition,
  criterion,
  flag,
  type Inputs,
  isTrue,
  never,
  quantity,
  type Reader,
  truth,
} from '../engine/index.ts';
import type { Application, Patient } from '../patient/patient.ts';
import { diagnosisFacts, statedDiagnosis } from './diagnosis-facts.ts';
import {
  calcium, calciumLimit, calciumUln, clearance, creatinine, type FreeLightChains, freeLightChains, haemoglobin, hbLimit, hbLln, ifRecorded, inSi, lesions, mProtein,
  renalFunction, urineProtein,
} from './reported.ts'; // biome-ignore format: a list

const FEATURES = { C: 'calcium', R: 'renal', A: 'anaemia', B: 'bone' } as const;
type Crab = keyof typeof FEATURES;
type Event = Crab | 'S' | 'Li' | 'M';
const CODES: readonly Event[] = ['C', 'R', 'A', 'B', 'S', 'Li', 'M'];

/** Which CRAB features may count: false for none, or by feature (`{ A: false }`, `{ anaemia: false }`). Not stated: they count. */
function attribution(): Reader<Readonly<Record<Crab, boolean>>> {
  return {
    help: 'true | false | { C, R, A, B: true | false }',
    read(raw) {
      const each = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
      const counts = (code: Crab): boolean =>
        ![raw, each[code], each[FEATURES[code]]].some((said) => said === false || said === 'false' || said === 'no');
      return { input: { C: counts('C'), R: counts('R'), A: counts('A'), B: counts('B') }, issues: [] };
    },
  };
}

const inputs = {
  bmpc: quantity('%', { plausible: [0, 100], bare: true }),
  plasmacytomaBiopsy: ifRecorded(flag()),
  hb: haemoglobin(),
  hbLLN: hbLln(),
  calcium: calcium(),
  calciumULN: calciumUln(),
  creatinine: creatinine(),
  crcl: ifRecorded(clearance()),
  renalFunction: ifRecorded(renalFunction()),
  lyticLesions: lesions(),
  flc: freeLightChains(),
  mriFocalLesions: lesions(),
  mProtein: mProtein(),
  urineM: ifRecorded(urineProtein()),
  attributable: ifRecorded(attribution()),
};
type Given = Inputs<typeof inputs>;

function hypercalcaemia({ calcium: value, calciumULN }: Given): Condition {
  const uln = calciumLimit(value, calciumULN);
  const overLimit = uln === null || value.qualitative ? never : above(value, uln + (inSi(value) ? 0.25 : 1));
  return any(above(value, inSi(value) ? 2.75 : 11), overLimit);
}

/** A creatinine asks for no clearance; a normal clearance does not make an unknown creatinine normal. */
function renalInsufficiency({ creatinine: value, crcl, renalFunction: words }: Given): Condition {
  if (!value.given && !crcl.given && words.given && words.options.includes('normal')) return never;
  return any(above(value, inSi(value) ? 177 : 2), crcl.given ? below(crcl, 40) : never);
}

function anaemia({ hb, hbLLN }: Given): Condition {
  const under10 = below(hb, 10);
  if (!hb.given || hb.qualitative) return under10;
  const lln = hbLimit(hb, hbLLN);
  const exact = hb.range.low === hb.range.high;
  return any(under10, exact ? above(lln, hb.range.low + 2) : below(hb, lln.range.low - 2));
}

const bone = ({ bmpc, lyticLesions }: Given): Condition =>
  any(atLeast(lyticLesions, 2), all(atLeast(lyticLesions, 1), atLeast(bmpc, 10)));

/** Involved/uninvolved ratio >= 100 and involved chain >= 100 mg/L, for either chain. */
function lightChains(flc: FreeLightChains): Condition {
  const { kappa, lambda, ratio } = flc;
  const sure = (ratio.low >= RATIO && kappa.low >= INVOLVED) || (ratio.high <= 1 / RATIO && lambda.low >= INVOLVED);
  const possible =
    (ratio.high >= RATIO && kappa.high >= INVOLVED) || (ratio.low <= 1 / RATIO && lambda.high >= INVOLVED);
  return (path) => path.settle({ key: flc.key, inputs: flc.inputs }, sure ? true : possible ? null : false);
}
const [RATIO, INVOLVED] = [100 - 1e-9, 100 - 1e-9];

const eventsOf = (given: Given): Readonly<Record<Event, Condition>> => ({
  C: given.attributable.C ? hypercalcaemia(given) : never,
  R: given.attributable.R ? renalInsufficiency(given) : never,
  A: given.attributable.A ? anaemia(given) : never,
  B: given.attributable.B ? bone(given) : never,
  S: atLeast(given.bmpc, 60),
  Li: lightChains(given.flc),
  M: above(given.mriFocalLesions, 1),
});

/**
 * Diagnosis of multiple myeloma (IMWG 2014) - `mm.diagnosis`
 *
 *  active       (clonal marrow plasma cells >= 10 % or biopsy-proven plasmacytoma) and at least one myeloma-defining event
 *    C   calcium > 11 mg/dL (> 2.75 mmol/L), or > 1 mg/dL (> 0.25 mmol/L) above the laboratory's upper limit
 *    R   creatinine > 2 mg/dL (> 177 umol/L), or creatinine clearance < 40 mL/min
 *    A   haemoglobin < 10 g/dL, or more than 2 g/dL below the laboratory's lower limit
 *    B   at least one osteolytic lesion >= 5 mm on radiography, CT or PET-CT; more than one when the marrow is < 10 %
 *    S   clonal marrow plasma cells >= 60 %
 *    Li  involved/uninvolved free light chain ratio >= 100 and involved chain >= 100 mg/L
 *    M   more than one focal lesion >= 5 mm on MRI
 *  smouldering  no event, and marrow 10-59 %, serum M-protein >= 3 g/dL or (if recorded) urine M-protein >= 500 mg/24 h
 *  mgus         no event, marrow < 10 %, M-protein < 3 g/dL
 *  not-met      everything else: events without clonal marrow; a proven plasmacytoma without an event and with marrow
 *               < 10 %, with warning `possible-solitary-plasmacytoma`
 *
 * A CRAB feature due to another cause (`attributable: false`) does not count. Words ("normal", "notHigh", `renalFunction`)
 * settle what they exclude, with warning `qualitative`. A vertebral collapse is no lytic lesion. With a creatinine no
 * clearance is asked for; limits not stated lie where laboratories put them (upper calcium 10-11 mg/dL, lower Hb 11-14 g/dL).
 *
 * @param bmpc  clonal plasma cells in marrow aspirate or biopsy, %; never by flow cytometry
 * @returns value, and `met`, `notMet`, `unknown`: the events, in the order C R A B S Li M
 * @source Rajkumar SV et al. Lancet Oncol 2014;15:e538-e548
 */
export const diagnosis = criterion({
  id: 'mm.diagnosis',
  version: 'imwg-2014',
  source: 'Rajkumar SV et al. Lancet Oncol 2014;15:e538-e548',
  inputs,
  answers: ['not-met', 'mgus', 'smouldering', 'active'],
  decide: (given) => {
    const events = Object.values(eventsOf(given));
    const [clonalMarrow, proven] = [atLeast(given.bmpc, 10), isTrue(given.plasmacytomaBiopsy)];
    const highProtein = any(atLeast(given.mProtein, 3), given.urineM.given ? atLeast(given.urineM, 500) : never);
    /** A biopsy nobody recorded is asked for once the marrow is known to be below 10 %: the marrow comes first. */
    const provenOrAsked = given.plasmacytomaBiopsy.given || given.bmpc.given ? proven : never;
    return (path) => {
      if (any(...events)(path)) return any(clonalMarrow, provenOrAsked)(path) ? 'active' : 'not-met';
      if (clonalMarrow(path)) return 'smouldering';
      if (given.plasmacytomaBiopsy.given && proven(path)) return 'not-met';
      return highProtein(path) ? 'smouldering' : 'mgus';
    };
  },
  fields: (_, __, given) => {
    const events = eventsOf(given);
    const which = (answer: boolean | null) => CODES.filter((code) => truth(events[code]) === answer);
    return { met: which(true), notMet: which(false), unknown: which(null) };
  },
  warn: (given, _, settled) => [
    [
      'qualitative',
      given.calcium.qualitative ||
        given.creatinine.qualitative ||
        given.hb.qualitative ||
        (given.renalFunction.given && !given.creatinine.given),
    ],
    ['egfr-used', given.crcl.isEgfr],
    [
      'possible-solitary-plasmacytoma',
      settled.status === 'determined' &&
        settled.value === 'not-met' &&
        truth(all(isTrue(given.plasmacytomaBiopsy), below(given.bmpc, 10))) === true,
    ],
  ],
  from: (of: Patient): readonly Application[] => {
    const facts = diagnosisFacts(of);
    return facts ? [{ inputs: facts, ...statedDiagnosis(of) }] : [];
  },
});
