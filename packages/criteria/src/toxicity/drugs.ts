import { type Flag, leaf, list, type Read, type Reader } from '../engine/index.ts';

const ANTIPYRETIC =
  /^(paracetamol|acetaminophen|paracetamolo|nsaids?|fans|ibuprofene?|ketoprofene?|diclofenac|naproxene?|indometh?acina?|ketorolac|aspirina?|acetylsalicylicacid|acidoacetilsalicilico|metamizole?|metamizolo|dipyrone|novalgina)$/;
const ANTICYTOKINE = /^(tocilizumab|siltuximab|anakinra)$/;
const CRS_PURPOSE = /^(crs|crstreatment|trattamentocrs)$/;
const NOT_SYSTEMIC: ReadonlySet<string> = new Set(['topical', 'inh', 'it']);

/** Milligrams equivalent to 0.75 mg of dexamethasone (toxicity.md 1.4), by the names in use. */
const STEROIDS: ReadonlyMap<string, number | null> = new Map(
  (
    [
      [0.75, ['dexamethasone', 'desametasone', 'dex']],
      [4, ['methylprednisolone', 'metilprednisolone']],
      [5, ['prednisone', 'prednisolone']],
      [20, ['hydrocortisone', 'idrocortisone']],
      [null, ['corticosteroid', 'corticosteroids', 'steroid', 'steroids', 'steroidi', 'betamethasone', 'betametasone', 'deflazacort', 'cortisone']],
    ] as const
  ).flatMap(([equivalent, names]) => names.map((name) => [name, equivalent] as const)),
); // biome-ignore format: a table

/** A drug as it was given; `dose` in milligrams where it is known. */
export interface Given {
  readonly drug: string;
  readonly purpose: string;
  readonly route: string;
  readonly doseMg: number | null;
}

const plain = (text: unknown): string => (typeof text === 'string' ? text.toLowerCase().replace(/[^a-z]/g, '') : '');

function milligrams(dose: unknown, unit: unknown): number | null {
  const { value, unit: own } = (typeof dose === 'object' && dose !== null ? dose : { value: dose, unit }) as Record<
    string,
    unknown
  >;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return own === undefined || own === null || own === 'mg' ? value : own === 'g' ? value * 1000 : null;
}

/** A name, or `{ drug, dose, unit, purpose, route }`; null for what is neither. */
export function givenDrug(raw: unknown): Given | null {
  if (typeof raw === 'string') return { drug: plain(raw), purpose: '', route: '', doseMg: null };
  if (typeof raw !== 'object' || raw === null) return null;
  const { drug, name, dose, unit, doseUnit, purpose, route } = raw as Record<string, unknown>;
  const named = plain(drug ?? name);
  return named === ''
    ? null
    : { drug: named, purpose: plain(purpose), route: plain(route), doseMg: milligrams(dose, unit ?? doseUnit) };
}

const isSystemicSteroid = ({ drug, route }: Given): boolean => STEROIDS.has(drug) && !NOT_SYSTEMIC.has(route);

export const isForCrs = ({ purpose }: Given): boolean => CRS_PURPOSE.test(purpose);

/** Does it take away fever: an antipyretic, an anticytokine drug, a systemic corticosteroid, or anything given for CRS? */
export const isAgainstFever = (given: Given): boolean =>
  ANTIPYRETIC.test(given.drug) || ANTICYTOKINE.test(given.drug) || isSystemicSteroid(given) || isForCrs(given);

/** Milligrams of dexamethasone to which a steroid dose amounts; 0 for other drugs, null where it cannot be converted. */
export function dexamethasoneMg(given: Given): number | null {
  if (!isSystemicSteroid(given)) return 0;
  const equivalent = STEROIDS.get(given.drug);
  return equivalent === null || equivalent === undefined || given.doseMg === null
    ? null
    : (given.doseMg * 0.75) / equivalent;
}

/** Whether any drug against fever was given: a list not given means none, null that it is not known. */
export const anyDrug = (): Reader<Flag> => {
  const entries = list<Given | null>({
    help: 'drug, { drug, at }',
    read: (raw) => ({ input: givenDrug(raw), issues: [] }),
  });
  return {
    help: entries.help,
    read(raw, name): Read<Flag> {
      const { input, issues } = entries.read(raw, name);
      const counts = input.some((given) => given && isAgainstFever(given));
      const options = raw === null ? (['true', 'false'] as const) : counts ? (['true'] as const) : (['false'] as const);
      return { input: { key: name, inputs: [leaf(name)], options, given: raw !== null }, issues };
    },
  };
};
