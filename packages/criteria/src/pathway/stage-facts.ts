import { type Code, type Fact, item } from '@linea/facts';
import { isOfRegistry } from '../lupus/pathway-facts.ts';
import { beside, codeOf, dateSpan, happenings, type Patient, valued } from '../patient/patient.ts';
import { SEEN_BY, type Situation, seenBy } from './situation.ts';
import type { StageTemplate } from './templates.ts';

/** A product came out: released, or out of specification and not rejected. */
const isProduct =
  (of: Patient) =>
  (fact: Fact): boolean => {
    const word = codeOf(fact);
    if (word === 'outOfSpec') return codeOf(beside(of, fact, 'mfg.oosHandling')) !== 'rejected';
    return word === 'released';
  };

const isRefusal = (fact: Fact): boolean => ['refused', 'withdrawn'].includes(codeOf(fact) ?? '');

/** The fact recorded as the end of a stage. */
function endOf({ of, anchors, today, infusion }: Situation, { id, window }: StageTemplate): readonly Fact[] {
  const words = (code: Code, ...answers: readonly string[]) =>
    valued(of, code).filter((fact) => answers.includes(codeOf(fact) ?? ''));
  switch (id) {
    case 'screening':
      return valued(of, 'elig.carT').slice(-1);
    case 'leukapheresis':
      return words('leuk.result', 'accepted').slice(-1);
    case 'manufacturing':
      return valued(of, 'mfg.result').filter(isProduct(of)).slice(-1);
    case 'bridging':
      return [...valued(of, 'bridge.end'), ...words('bridge.kind', 'none')].slice(-1);
    case 'lymphodepletion':
      return valued(of, 'ld.end').slice(-1);
    case 'infusion':
      return valued(of, 'inf.discharge').slice(-1);
    default: {
      const past = anchors.infusion !== null && window !== null && today > anchors.infusion.end + window.toDays;
      return past && infusion ? [infusion] : [];
    }
  }
}

/** Seen so long after infusion, a patient has left hospital. */
const HOME_DAYS = 60;

/** Later facts that say a stage is behind, where its own end is not recorded. */
function beyond({ of, infusion, anchors }: Situation, { id }: StageTemplate): readonly Fact[] {
  if (id.startsWith('followUp')) return [];
  if (id === 'infusion') {
    const home = (anchors.infusion?.end ?? Infinity) + HOME_DAYS;
    const found = seenBy(of).find((fact) => dateSpan(of, fact).start > home);
    return found ? [found] : [];
  }
  const later =
    id === 'screening' ? happenings(of, 'leuk.date') : id === 'leukapheresis' ? valued(of, 'mfg.result') : [];
  return [...later.slice(-1), ...(infusion ? [infusion] : [])].slice(0, 1);
}

/** What says that a stage is over: its own end, else a later fact. */
export function endedBy(situation: Situation, template: StageTemplate): readonly Fact[] {
  const own = endOf(situation, template);
  return own.length > 0 ? own : beyond(situation, template);
}

/** What lets a stage begin; the stages before it need not be complete in every item. */
const OPENED_BY: Readonly<Record<StageTemplate['id'], readonly Code[]>> = {
  screening: ['elig.carT', 'elig.boardDate', 'elig.sleFailures', 'consent.status', 'leuk.date', 'inf.date'],
  leukapheresis: ['elig.carT', 'leuk.date'],
  manufacturing: ['leuk.result', 'leuk.date', 'mfg.product'],
  bridging: ['leuk.date', 'bridge.kind'],
  lymphodepletion: ['mfg.result', 'ld.start'],
  infusion: ['inf.date'],
  followUpFrequent: ['inf.date'],
  followUpSpaced: ['inf.date'],
};

/** Items that decide how a stage stands, with those that say who the patient is and whether he was seen or died. */
export const placingCodes = (): readonly Code[] => [
  ...new Set<Code>([
    ...Object.values(OPENED_BY).flat(),
    ...SEEN_BY,
    'reg.indication', 'dx.subtype', 'leuk.result', 'mfg.result', 'mfg.oosHandling', 'bridge.end', 'ld.end', 'inf.product', 'inf.discharge', 'inf.notInfusedReason',
    'infx.outcome', 'consent.kind', 'consent.date', 'death.date', 'fu.survival', 'fu.date',
  ]),
]; // biome-ignore format: a list

/** May a stage begin? */
export const isOpen = ({ of, infusion }: Situation, { id }: StageTemplate): boolean =>
  OPENED_BY[id].some((code) => (item(code).role === 'date' ? happenings : valued)(of, code).length > 0) ||
  (infusion !== undefined && (id === 'infusion' || id.startsWith('followUp')));

/** What the record says against going on. */
export function against({ of }: Situation, { id }: StageTemplate): readonly Fact[] {
  const words = (code: Code, ...answers: readonly string[]) =>
    valued(of, code)
      .slice(-1)
      .filter((fact) => answers.includes(codeOf(fact) ?? ''));
  switch (id) {
    case 'leukapheresis':
      return [
        ...words('elig.carT', 'notEligible', 'deferred'),
        ...valued(of, 'consent.status').filter(isOfRegistry(of)).slice(-1).filter(isRefusal),
      ];
    case 'manufacturing':
      return words('leuk.result', 'insufficient', 'proceduralFailure', 'rejected');
    case 'lymphodepletion':
      return [
        ...words('mfg.result', 'failed', 'cancelled', 'outOfSpec').filter((fact) => !isProduct(of)(fact)),
        ...valued(of, 'infx.outcome').filter((fact) => codeOf(fact) === 'ongoing'),
      ];
    case 'infusion':
      return valued(of, 'inf.notInfusedReason').slice(-1);
    default:
      return [];
  }
}

/** The items of a stage of which nothing is recorded, not even why. */
export const needsOf = ({ of }: Situation, { required }: StageTemplate): readonly Code[] =>
  required.filter((code) => of.byCode(code).length === 0);
