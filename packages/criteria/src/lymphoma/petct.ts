import {
  type Choice,
  type Condition,
  choice,
  criterion,
  type Decision,
  type Inputs,
  is,
  not,
  type Reader,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks } from '../general/readers.ts';
import { LUGANO, type Lugano } from './lugano.ts';
import { petctApplications } from './scan-facts.ts';

const METABOLIC = { CR: 'CMR', PR: 'PMR', SD: 'NMR', PD: 'PMD', NE: 'NE' } as const;

type NewLesions = 'none' | 'lymphoma' | 'unlikelyLymphoma' | 'indeterminate';

/** What a reader said of new lesions. Unknown means none, lymphoma or not lymphoma: that a lesion is unclear is a finding of its own. */
function newLesions(): Reader<Choice<NewLesions>> {
  const clear = ['none', 'lymphoma', 'unlikelyLymphoma'] as const;
  const { read } = choice<NewLesions>([...clear, 'indeterminate'], { no: 'none', yes: 'lymphoma', false: 'none' });
  return {
    help: 'none | lymphoma | unlikelyLymphoma | indeterminate',
    shape: { kind: 'choice', answers: clear },
    read(raw, name) {
      const { input, issues } = read(raw, name);
      return { input: input.given ? input : { ...input, options: clear }, issues };
    },
  };
}

const inputs = {
  deauville: choice(['1', '2', '3', '4', '5', 'X']),
  uptakeVsBaseline: choice(['reduced', 'unchanged', 'increased'], { notCompared: null }),
  newLesions: newLesions(),
  marrow: choice(['normal', 'reduced', 'unchanged', 'new'], { notAssessed: null }),
  timepoint: absenceSpeaks(choice(['M1', 'M3', 'M6', 'M12', 'M24'])),
};
type Scan = Inputs<typeof inputs>;

/** Uptake above the liver. */
const high = ({ deauville }: Scan): Condition => is(deauville, '4', '5');

const progressed = (scan: Scan): Condition => {
  const { newLesions: lesions, marrow, uptakeVsBaseline } = scan;
  return (path) =>
    is(lesions, 'lymphoma')(path) ||
    is(marrow, 'new')(path) ||
    (high(scan)(path) && is(uptakeVsBaseline, 'increased')(path));
};

const byMarrow =
  ({ marrow }: Scan): Decision<Lugano> =>
  (path) => {
    if (is(marrow, 'normal')(path)) return 'CR';
    return is(marrow, 'reduced')(path) ? 'PR' : 'SD';
  };

const response =
  (scan: Scan): Decision<Lugano> =>
  (path) => {
    if (progressed(scan)(path)) return 'PD';
    if (is(scan.newLesions, 'indeterminate')(path)) return 'NE';
    if (not(high(scan))(path)) return byMarrow(scan)(path);
    return is(scan.uptakeVsBaseline, 'reduced')(path) ? 'PR' : 'SD';
  };

/**
 * Metabolic response by PET-CT (lymphoma, Lugano 2014) - `lugano.petct`
 *
 *  PD  a new lesion consistent with lymphoma, new marrow uptake, or Deauville 4-5 with increased uptake
 *  NE  a new lesion of unclear nature (`newLesionUnclear`), unless PD already
 *  CR  Deauville 1-3 or X, marrow normal; a residual mass is allowed
 *  PR  Deauville 1-3 with marrow uptake reduced; Deauville 4-5 with uptake reduced from baseline
 *  SD  Deauville 1-3 with marrow uptake unchanged; Deauville 4-5 with uptake unchanged
 *
 * The score is recorded by the reader and never computed. At M1 uptake may be inflammation (`month1Uptake`): neither
 * failure by itself nor proof that there is none.
 *
 * @param deauville         1 to 5; X: new uptake unlikely to be lymphoma only
 * @param uptakeVsBaseline  of the hottest lesion; asked for with 4 and 5 only
 * @param newLesions        none | lymphoma | unlikelyLymphoma | indeterminate
 * @param marrow            focal marrow uptake; not assessed is unknown
 * @param timepoint         M1 to M24, for the remark on the first month
 * @returns value, `metabolic` (CMR, PMR, NMR, PMD, NE)
 * @source Cheson BD et al. J Clin Oncol 2014;32:3059; Barrington SF et al. ibid:3048; Galtier J et al. Haematologica 2022
 */
export const petct = criterion({
  id: 'lugano.petct',
  version: '2014',
  source: 'Cheson BD et al. J Clin Oncol 2014;32:3059-3068; Barrington SF et al. ibid:3048-3058',
  inputs,
  alias: { uptake: 'uptakeVsBaseline' },
  answers: LUGANO,
  decide: response,
  fields: (settled) => ({ metabolic: settled.status === 'determined' ? METABOLIC[settled.value] : null }),
  warn: (scan, _, settled) => {
    const value = settled.status === 'determined' ? settled.value : null;
    const month1 = scan.timepoint.given && truth(is(scan.timepoint, 'M1')) === true;
    return [
      ['newLesionUnclear', truth(is(scan.newLesions, 'indeterminate')) === true],
      ['deauville3', truth(is(scan.deauville, '3')) === true],
      ['month1Uptake', month1 && truth(high(scan)) === true && value !== 'PD'],
    ];
  },
  from: petctApplications,
});
