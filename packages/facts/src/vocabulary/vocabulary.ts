import { type DrugId, vocabularyData } from './vocabulary.generated.ts';

export type { DrugId };

export interface Drug {
  readonly id: DrugId;
  readonly inn: string;
  readonly class: string;
  readonly atc: string | null;
}

export interface Regimen {
  readonly id: string;
  readonly nameEn: string;
  readonly nameIt: string;
  readonly drugs: readonly DrugId[];
  readonly cycleDays: number | null;
  readonly schedule: readonly {
    readonly drug: DrugId;
    readonly dose: number | null;
    readonly unit: string;
    readonly days: string;
  }[];
}

/** Classes of myeloma drugs in the order in which they are printed (myeloma.md 6.2). */
export type MyelomaClass =
  | 'PI'
  | 'IMID'
  | 'CD38'
  | 'BCMA'
  | 'GPRC5D'
  | 'XPO1'
  | 'SLAMF7'
  | 'ALKYLATOR'
  | 'CELMOD'
  | 'BCL2'
  | 'STEROID';

interface Vocabulary {
  readonly drugs: readonly Drug[];
  readonly regimens: readonly Regimen[];
  readonly myelomaClasses: Readonly<Record<MyelomaClass, readonly DrugId[]>>;
}

const vocabulary = vocabularyData as Vocabulary;
const drugById = new Map<string, Drug>(vocabulary.drugs.map((drug) => [drug.id, drug]));
const regimenById = new Map(vocabulary.regimens.map((regimen) => [regimen.id, regimen]));
const classOfDrug = new Map(
  Object.entries(vocabulary.myelomaClasses).flatMap(([name, drugs]) =>
    drugs.map((drug) => [drug as string, name as MyelomaClass]),
  ),
);

/** Names by which a chart or a trial calls a drug, beside its INN. */
// biome-ignore format: a table
const SHORT_NAMES: Readonly<Record<string, DrugId>> = {
  dara: 'daratumumab', len: 'lenalidomide', bor: 'bortezomib', btz: 'bortezomib', carf: 'carfilzomib',
  cfz: 'carfilzomib', pom: 'pomalidomide', isa: 'isatuximab', ixa: 'ixazomib', dex: 'dexamethasone',
  thal: 'thalidomide', sel: 'selinexor', elo: 'elotuzumab', mel: 'melphalan', cyclo: 'cyclophosphamide',
  bela: 'belantamab',
};

const byName = new Map<string, DrugId>([
  ...Object.entries(SHORT_NAMES),
  ...vocabulary.drugs.map((drug) => [drug.inn.toLowerCase(), drug.id] as const),
]);

/** The drug's identifier for an identifier, INN or short name; the text itself, lower-cased, when Linea does not know the drug. */
export function drugId(name: string): string {
  const text = name.trim().toLowerCase();
  return drugById.has(text) ? text : (byName.get(text) ?? text);
}

export const drug = (id: string): Drug | undefined => drugById.get(id);
export const regimen = (id: string): Regimen | undefined => regimenById.get(id);
export const drugs = (): readonly Drug[] => vocabulary.drugs;
export const regimens = (): readonly Regimen[] => vocabulary.regimens;

/** The class of a myeloma drug, undefined for drugs of no class (supportive care). */
export const myelomaClass = (id: string): MyelomaClass | undefined => classOfDrug.get(id);

/** Steroids go with every regimen: they make no line and no class by themselves. */
export const isSteroid = (id: string): boolean => myelomaClass(id) === 'STEROID';

/** Classes in printing order, without steroids, which belong to no class count. */
export const MYELOMA_CLASSES: readonly MyelomaClass[] = (
  Object.keys(vocabulary.myelomaClasses) as MyelomaClass[]
).filter((name) => name !== 'STEROID');
