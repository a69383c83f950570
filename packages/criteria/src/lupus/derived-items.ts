import { shown } from '@linea/facts';
import {
  above, all, any, atLeast, below, type Condition, calculation, type Flag, flag, type Inputs, isTrue, type Measured, never, points, quantity, type Reader, settle,
} from '../engine/index.ts'; // biome-ignore format: a list
import { plainly } from '../general/plainly.ts';
import { derivedItemApplications } from './activity-facts.ts';
import { SLEDAI_WEIGHTS, type SledaiItem } from './items.ts';
import { upcr, upcrLimit } from './readers.ts';

type Spoken = Measured & { readonly spoken: boolean };

/** An input that knows whether it was spoken of: what is left out is no part of the sum, what is null is unknown. */
const spoken = (reader: Reader<Measured>): Reader<Spoken> => ({
  help: reader.help,
  read(raw, name) {
    const { input, issues } = reader.read(raw, name);
    return { input: { ...input, spoken: raw !== undefined }, issues };
  },
});

/** Due to lupus: yes unless said otherwise; null is unknown. */
const attribution = (): Reader<Flag> => {
  const { help, read } = flag();
  return { help, read: (raw, name) => read(raw === undefined ? true : raw, name) };
};

/** Names of items; not given, none. */
const itemNames = (): Reader<readonly string[]> => ({
  help: '[ item ]',
  read: (raw, name) => {
    const isList = Array.isArray(raw) && raw.every((item) => typeof item === 'string');
    if (isList || raw === undefined || raw === null) return { input: isList ? raw : [], issues: [] };
    return {
      input: [],
      issues: [{ code: 'input.notList', at: name, got: shown(raw), allowed: '[ item ]', fatal: true }],
    };
  },
});

const perField = () => quantity('/[HPF]', { bare: true, plausible: [0, 10_000] });
const cells = (highest: number) => quantity('10*9/L', { bare: true, count: true, plausible: [0, highest] });

const inputs = {
  upcr: spoken(upcr()),
  proteinuria24: spoken(quantity('g/(24.h)', { plausible: [0, 100] })),
  rbcPerHpf: spoken(perField()),
  wbcPerHpf: spoken(perField()),
  wbc: spoken(cells(1000)),
  platelets: spoken(cells(3000)),
  temperature: spoken(quantity('Cel', { plausible: [30, 45] })),
  tenderSwollenJoints: spoken(quantity('{joints}', { bare: true, plausible: [0, 100] })),
  attributedToLupus: attribution(),
  notAttributed: itemNames(),
  attributionUnknown: itemNames(),
};
type Findings = Inputs<typeof inputs>;

/** Is a sign due to lupus: as said of it, else as said of all. */
function dueToLupus({ notAttributed, attributionUnknown, attributedToLupus }: Findings, item: SledaiItem): Condition {
  if (notAttributed.includes(item)) return never;
  if (attributionUnknown.includes(item))
    return (path) => path.settle({ key: `${item} attributed`, inputs: ['attributionUnknown'] }, null);
  return isTrue(attributedToLupus);
}

/** The items that what was spoken of can tell, each with its condition. */
function itemsOf(of: Findings, minJoints: number): readonly (readonly [SledaiItem, Condition])[] {
  const rows: readonly (readonly [SledaiItem, readonly (readonly [Spoken, Condition])[]])[] = [
    ['proteinuria', [[of.upcr, above(of.upcr, upcrLimit(of.upcr, 0.5))], [of.proteinuria24, above(of.proteinuria24, 0.5)]]],
    ['haematuria', [[of.rbcPerHpf, above(of.rbcPerHpf, 5)]]],
    ['pyuria', [[of.wbcPerHpf, above(of.wbcPerHpf, 5)]]],
    ['leukopenia', [[of.wbc, below(of.wbc, 3)]]],
    ['thrombocytopenia', [[of.platelets, below(of.platelets, 100)]]],
    ['fever', [[of.temperature, above(of.temperature, 38)]]],
    ['arthritis', [[of.tenderSwollenJoints, atLeast(of.tenderSwollenJoints, minJoints)]]],
  ]; // biome-ignore format: a table
  return rows.flatMap(([item, ways]) => {
    const told = ways.filter(([input]) => input.spoken).map(([, condition]) => condition);
    return told.length > 0 ? [[item, all(any(...told), dueToLupus(of, item))] as const] : [];
  });
}

/**
 * Items of SLEDAI-2K that follow from measurements - `sledai2k.derivedItems`
 *
 *  proteinuria       UPCR > 0.5 g/g (or > 50 mg/mmol, compared as reported), or > 0.5 g/24 h
 *  haematuria        > 5 red cells per high-power field       pyuria  > 5 white cells
 *  leukopenia        WBC < 3.0 x 10*9/L                       thrombocytopenia  platelets < 100 x 10*9/L
 *  fever             > 38.0 C                                 arthritis  at least `arthritisMinJoints` joints (2)
 *
 * What is left out is not asked about and no part of the sum; null is unknown. A sign not due to lupus does not count;
 * where its attribution is unknown the sign is unknown.
 *
 * @param attributedToLupus  of all signs; true unless said otherwise
 * @param notAttributed, attributionUnknown  items of which it is said one by one
 * @returns each item as yes, no, unknown, or null when not asked; `score`, their summed weights, with `min` and `max`
 * @source Gladman DD, Ibanez D, Urowitz MB. J Rheumatol 2002;29:288-291
 */
export const derivedItems = calculation({
  id: 'sledai2k.derivedItems',
  version: '2k',
  source: 'Gladman DD, Ibañez D, Urowitz MB. J Rheumatol 2002;29:288-291',
  inputs,
  alias: { proteinuria24h: 'proteinuria24' },
  params: { arthritisMinJoints: { default: 2 } },
  compute: (of, { arthritisMinJoints }) => {
    const items = itemsOf(of, arthritisMinJoints);
    const told = new Map(items);
    const { settled, noted } = settle(points(items.map(([item, when]) => [SLEDAI_WEIGHTS[item], when] as const)));
    const score = settled.status === 'determined' ? settled.value : null;
    const shown = (item: SledaiItem): unknown => {
      const when = told.get(item);
      return when ? plainly(when) : null;
    };
    return {
      fields: {
        status: settled.status,
        proteinuria: shown('proteinuria'),
        haematuria: shown('haematuria'),
        pyuria: shown('pyuria'),
        leukopenia: shown('leukopenia'),
        thrombocytopenia: shown('thrombocytopenia'),
        fever: shown('fever'),
        arthritis: shown('arthritis'),
        score,
        min: noted.points?.min ?? score,
        max: noted.points?.max ?? score,
        ...(settled.status === 'indeterminate' ? { missing: settled.missing } : {}),
      },
    };
  },
  from: derivedItemApplications,
});
