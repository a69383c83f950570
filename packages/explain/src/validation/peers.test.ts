import { describe, expect, it } from 'vitest';
import { learnEncoding, outcomesOf } from '../table/encoding.ts';
import { json, table } from '../testing/fixtures.testing.ts';
import { splitsOfDesign } from './designs.ts';
import type { Predictions } from './scoring.ts';
import { nullPredictions, runSplit } from './split.ts';
import { perSplit } from './validate.ts';

interface Peer {
  readonly mean: Readonly<Record<string, number>>;
  readonly per_split: { readonly harrell: number[]; readonly ibs: number[] };
}
interface Study {
  readonly tau_uno_ibs: number;
  readonly ibs_from: number;
  readonly time_auc_brier: number;
  readonly models: Readonly<Record<string, Peer>>;
}

const peers = json<{ results: Record<string, Study> }>('gpl/models/peers.json').results;

/** How learners scored, split by split, on a table with its folds. */
function scoresOn(name: string, fitted: 'cox' | 'kaplan_meier') {
  const study = peers[name]!;
  const outcomes = outcomesOf('Surv(time, event) ~ .', table(`gpl/models/csv/${name}.csv`));
  const splits = splitsOfDesign(outcomes, { kind: 'folds', table: table(`gpl/models/folds/${name}.csv`) });
  const horizon = { from: study.ibs_from, tau: study.tau_uno_ibs, at: study.time_auc_brier };
  const predictions: Predictions[] = splits.map((split) =>
    fitted === 'cox' ? runSplit(outcomes, split, 'cox', {}, horizon) : nullPredictions(outcomes, split, horizon),
  );
  return {
    scores: perSplit(outcomes, splits, predictions, horizon),
    study,
    features: learnEncoding(outcomes).table.features,
  };
}

describe.each(['gbsg', 'pbc', 'myeloma_uams'])('scores on %s are those that R gave the same predictions', (name) => {
  it.each(['kaplan_meier', 'cox'] as const)('%s, on every split', (fitted) => {
    const { scores, study } = scoresOn(name, fitted);
    const peer = study.models[fitted]!;
    // The file holds six digits; a Cox fit ends within 1e-6 of R's.
    scores.forEach(({ harrell, ibs }, k) => {
      expect(harrell).toBeCloseTo(peer.per_split.harrell[k]!, 5);
      expect(ibs).toBeCloseTo(peer.per_split.ibs[k]!, 5);
    });
    for (const metric of ['uno', 'auc', 'brier'] as const) {
      const mean = scores.reduce((sum, own) => sum + own[metric], 0) / scores.length;
      expect(mean).toBeCloseTo(peer.mean[metric]!, 4);
    }
  });
});
