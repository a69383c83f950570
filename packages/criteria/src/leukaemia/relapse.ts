import {
  all,
  any,
  atLeast,
  below,
  choice,
  criterion,
  firstOf,
  flag,
  type Inputs,
  is,
  isFalse,
  not,
  settle,
  truth,
} from '../engine/index.ts';
import { absenceSpeaks, fraction, percent } from '../general/readers.ts';
import type { Application } from '../patient/patient.ts';
import { MRD_THRESHOLD } from './mrd.ts';
import { circulatingBlasts, extramedullaryDisease } from './readers.ts';
import { relapseApplications } from './relapse-facts.ts';

const antigen = () =>
  absenceSpeaks(choice(['positive', 'dim', 'negative'], { pos: 'positive', neg: 'negative', indeterminate: null }));

const inputs = {
  bmBlasts: percent(),
  pbBlasts: circulatingBlasts(),
  emd: extramedullaryDisease(),
  mrd: fraction(),
  priorMrd: choice(['negative', 'negative-unqualified', 'intermediate', 'positive', 'never-negative'], {
    'negative-insufficient': 'intermediate',
  }),
  secondMrd: fraction(),
  priorRemission: absenceSpeaks(flag()),
  cd19: antigen(),
  cd22: antigen(),
};

/** Blasts below this are remission, whatever `relapseBlasts` asks of a relapse. */
const REMISSION_BLASTS = 5;

const SITES = ['isolated-marrow', 'isolated-extramedullary', 'combined'] as const;

const siteOf = ({ bmBlasts, pbBlasts, emd }: Inputs<typeof inputs>) => {
  const systemic = any(atLeast(bmBlasts, REMISSION_BLASTS), is(pbBlasts, 'present'));
  return firstOf<(typeof SITES)[number]>([
    ['combined', all(is(emd, 'present'), systemic)],
    ['isolated-extramedullary', is(emd, 'present')],
    ['isolated-marrow', () => true],
  ]); // biome-ignore format: a table
};

/**
 * Relapse of acute lymphoblastic leukaemia - `all.relapse`
 *
 * After documented CR or CRi:
 *  haematological  marrow blasts >= 5 % (`relapseBlasts`), circulating blasts, or extramedullary disease
 *  mrd             otherwise, MRD >= 10^-4 after a negative, negative-unqualified or intermediate result;
 *                  `confirmed` when a second sample is also >= 10^-4 (`mrdRelapseConfirm`), else `unconfirmed`
 *  none            otherwise; MRD that was never negative persists and is no relapse (`mrdPersistence`)
 *
 * Site of a haematological relapse: isolated-marrow (marrow or blood only), isolated-extramedullary (marrow < 5 % and
 * no circulating blasts), combined. CD19 and CD22 of the relapse are shown: a target may have been lost.
 *
 * @param bmBlasts   marrow blasts, %
 * @param pbBlasts   circulating blasts: present, absent, or their percentage
 * @param emd        extramedullary disease, the CNS (CNS3) included
 * @param mrd        fraction
 * @param priorMrd   class of the MRD before (`all.mrd`), or never-negative
 * @param secondMrd  fraction of the confirming sample
 * @source Goekbuget N et al. Blood 2024;143:1891-1902; paediatric marrow-relapse consensus: 25 % alone, 5-25 % with a second test
 */
export const relapse = criterion({
  id: 'all.relapse',
  version: 'eln2024',
  source: 'Gökbuget N et al. Blood 2024;143:1891-1902',
  inputs,
  params: { relapseBlasts: { default: 5 }, mrdRelapseConfirm: { default: true } },
  answers: ['none', 'mrd', 'haematological'],
  decide: (of, { relapseBlasts }) => {
    const { bmBlasts, pbBlasts, emd, mrd, priorMrd, priorRemission } = of;
    if (priorRemission.given && truth(isFalse(priorRemission)) === true)
      return { status: 'notApplicable', reason: 'no-prior-remission' };
    return firstOf<'none' | 'mrd' | 'haematological'>([
      ['haematological', any(atLeast(bmBlasts, relapseBlasts), is(pbBlasts, 'present'), is(emd, 'present'))],
      ['mrd', all(below(bmBlasts, REMISSION_BLASTS), atLeast(mrd, MRD_THRESHOLD), not(is(priorMrd, 'positive', 'never-negative')))],
      ['none', () => true],
    ]); // biome-ignore format: a table
  },
  fields: (settled, _, of, { mrdRelapseConfirm }) => {
    const type = settled.status === 'determined' ? settled.value : null;
    const second = truth(atLeast(of.secondMrd, MRD_THRESHOLD));
    const persists = truth(all(atLeast(of.mrd, MRD_THRESHOLD), is(of.priorMrd, 'positive', 'never-negative')));
    const antigens = Object.fromEntries(
      (['cd19', 'cd22'] as const).flatMap((name) => (of[name].given ? [[name, of[name].options[0]]] : [])),
    );
    return {
      type,
      ...(type === 'haematological' ? { site: settle(siteOf(of), SITES).settled } : {}),
      ...(type === 'mrd' ? { confirmation: second === true || !mrdRelapseConfirm ? 'confirmed' : 'unconfirmed' } : {}),
      ...(type === 'none' && persists === true ? { mrdPersistence: true } : {}),
      ...(type === 'haematological' && Object.keys(antigens).length > 0 ? { antigens } : {}),
    };
  },
  warn: ({ cd19, cd22, secondMrd, mrd }, _, settled) => {
    const relapsed = settled.status === 'determined' && settled.value === 'haematological';
    const lost = (one: typeof cd19): boolean => one.given && truth(is(one, 'dim', 'negative')) === true;
    return [
      ['cd19-dim-or-negative', relapsed && lost(cd19)],
      ['cd22-dim-or-negative', relapsed && lost(cd22)],
      [
        'second-mrd-below-threshold',
        secondMrd.given &&
          mrd.given &&
          truth(below(secondMrd, MRD_THRESHOLD)) === true &&
          settled.status === 'determined' &&
          settled.value === 'mrd',
      ],
    ];
  },
  from: (of): readonly Application[] => relapseApplications(of, relapse),
});
