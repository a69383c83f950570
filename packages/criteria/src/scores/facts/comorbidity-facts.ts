import { type Code, type Fact, type Span, withMembers } from '@linea/facts';
import { ageAt } from '../../general/age.ts';
import { knownSize } from '../../general/size-of.ts';
import {
  type Application,
  codeOf,
  dateSpan,
  measured,
  numberOf,
  type Patient,
  type Sourced,
  sourced,
  unknownInput,
  valued,
} from '../../patient/patient.ts';
import type { CharlsonCondition } from '../charlson-inputs.ts';
import { CHARLSON_CONDITIONS } from '../charlson-inputs.ts';
import { type ConditionList, conditionInput, conditionsOf, decisionDay } from './conditions.ts';
import { ulnRatio } from './uln-ratio.ts';

/** Laboratory items count up to this many days before lymphodepletion. */
const LAB_DAYS = 28;

/** The recorded conditions behind each Charlson item that is not called the same. */
const CHARLSON_CODES: Partial<Record<CharlsonCondition, readonly string[]>> = {
  chronicPulmonary: ['chronicPulmonary', 'pulmonaryModerate', 'pulmonarySevere'],
  connectiveTissue: ['connectiveTissue', 'rheumatologic'],
  pepticUlcer: ['pepticUlcer', 'pepticUlcerPast'],
  liverMild: ['hepaticMild', 'chronicHepatitis'],
  liverModSevere: ['hepaticModSevere', 'cirrhosis'],
  tumour: ['priorMalignancy'],
  metastatic: ['metastaticTumour'],
  renalModSevere: ['renalModSevere', 'dialysis', 'kidneyTransplant'],
};

/** When comorbidities were last gone through: the days of a condition itself are those of its onset. */
function lastDay(of: Patient): Span | undefined {
  const by = decisionDay(of);
  const facts = [...valued(of, 'com.active'), ...valued(of, 'com.listComplete')].filter(
    (fact) => of.span(fact).start <= by,
  );
  const latest = facts.reduce<Fact | undefined>(
    (last, fact) => (last && of.span(last).end >= of.span(fact).end ? last : fact),
    undefined,
  );
  return latest && of.span(latest);
}

/** A heart disease that nobody named may be either of these, even where the list is complete (field-map 4). */
const CARDIAC = ['infarction', 'heartFailure'] as const;

function charlsonInput(list: ConditionList, name: CharlsonCondition): Sourced<boolean> {
  const input = conditionInput(list, ...(CHARLSON_CODES[name] ?? [name]));
  const isUnnamed = list.present.has('cardiac') && !CARDIAC.some((one) => list.present.has(one));
  const isOpen = isUnnamed && (CARDIAC as readonly string[]).includes(name) && !list.absent.has(name);
  return isOpen ? unknownInput('com.condition') : input;
}

/** The Charlson index of a patient whose comorbidities were recorded. */
export const charlsonApplications = (of: Patient): readonly Application[] => of.memo('charlson', () => charlsonOf(of));

function charlsonOf(of: Patient): readonly Application[] {
  const list = conditionsOf(of);
  if (list.isEmpty) return [];
  const each = CHARLSON_CONDITIONS.map((name) => [name, charlsonInput(list, name)] as const);
  const at = lastDay(of);
  return [
    withMembers(at ? { at } : {}, {
      inputs: withMembers(
        Object.fromEntries(each.map(([name, input]) => [`conditions.${name}`, input])),
        at ? { ageYears: ageAt(of, at) } : {},
      ),
    }),
  ];
}

const KEYS = [
  'arrhythmia', 'cardiac', 'ibd', 'diabetes', 'cerebrovascular', 'psychiatric', 'hepaticMild', 'obesity', 'infection', 'rheumatologic', 'pepticUlcer',
  'renalModSevere', 'pulmonaryModerate', 'priorMalignancy', 'heartValve', 'pulmonarySevere', 'hepaticModSevere',
] as const; // biome-ignore format: a list

/** A result of the 28 days before lymphodepletion. */
function labBefore(of: Patient, code: Code): Fact | undefined {
  const start = valued(of, 'ld.start').at(-1);
  if (!start) return undefined;
  const { start: first, end: last } = dateSpan(of, start);
  return valued(of, code).findLast(
    (fact) => measured(fact) !== null && of.span(fact).start >= first - LAB_DAYS && of.span(fact).end <= last,
  );
}

/** The last fact of a code of the time before the treatment for which the index is asked. */
const lastOf = (of: Patient, code: Code): Fact | undefined => of.lastBy(code, decisionDay(of));
const measuredOf = (of: Patient, code: Code): Sourced => {
  const fact = lastOf(of, code);
  return fact ? sourced(measured(fact), [fact]) : unknownInput(code);
};

function bmi(of: Patient): Sourced {
  const [weight, height] = [lastOf(of, 'com.weight'), lastOf(of, 'com.height')];
  const [kg, cm] = [knownSize(weight), knownSize(height)];
  if (!weight || !height || kg === undefined || cm === undefined || cm <= 0)
    return unknownInput('com.weight', 'com.height');
  return sourced(kg / (cm / 100) ** 2, [weight, height]);
}

/** HCT-CI of a patient whose comorbidities were recorded, with what was measured before lymphodepletion. */
export function hctCiApplications(of: Patient): readonly Application[] {
  const list = conditionsOf(of);
  if (list.isEmpty) return [];
  const device = lastOf(of, 'com.baselineO2Device');
  const creatinine = labBefore(of, 'lab.creatinine');
  const dyspnoea = lastOf(of, 'com.dyspnoea');
  const stated = lastOf(of, 'com.hctciReported');
  const at = lastDay(of);
  const dialysis = conditionInput(list, 'dialysis', 'kidneyTransplant');
  return [
    withMembers(at ? { at } : {}, {
      inputs: withMembers(Object.fromEntries(KEYS.map((key) => [key, conditionInput(list, key)])), {
        bmi: bmi(of),
        bilirubinUlnRatio: ulnRatio(labBefore(of, 'lab.bilirubin'), 'lab.bilirubin'),
        astUlnRatio: ulnRatio(labBefore(of, 'lab.ast'), 'lab.ast'),
        altUlnRatio: ulnRatio(labBefore(of, 'lab.alt'), 'lab.alt'),
        chronicHepatitis: conditionInput(list, 'chronicHepatitis'),
        cirrhosis: conditionInput(list, 'cirrhosis'),
        creatinine: creatinine ? sourced(measured(creatinine), [creatinine]) : unknownInput('lab.creatinine'),
        dialysisOrTransplant: dialysis,
        dlcoPct: measuredOf(of, 'com.dlco'),
        fev1Pct: measuredOf(of, 'com.fev1'),
        dyspnoea: dyspnoea ? sourced(codeOf(dyspnoea) ?? null, [dyspnoea]) : unknownInput('com.dyspnoea'),
        oxygen: device ? sourced(codeOf(device) !== 'none', [device]) : unknownInput('com.baselineO2Device'),
        ...(at ? { ageYears: ageAt(of, at) } : {}),
      }),
      ...(stated && numberOf(stated) !== undefined ? { stated: { value: numberOf(stated), fact: stated.id } } : {}),
    }),
  ];
}
