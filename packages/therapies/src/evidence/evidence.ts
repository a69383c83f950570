import type { Patient } from '@linea/criteria';
import { type Trial, type TrialResult, trialById } from '../knowledge/knowledge.ts';
import { type LikenessPoint, likenessTo } from './likeness.ts';

/** How strong a design is: 0 randomised phase 3, 1 otherwise randomised, 2 single arm, 3 registry, 4 series. */
type DesignRank = 0 | 1 | 2 | 3 | 4;

/** A trial beside a patient. */
export interface TrialEvidence {
  readonly trial: Trial;
  readonly rank: DesignRank;
  readonly benefit: readonly TrialResult[];
  readonly toxicity: readonly TrialResult[];
  readonly likeness: readonly LikenessPoint[];
  /** `no` as soon as one point is outside; `yes` only when every point is known and inside. */
  readonly inPopulation: 'yes' | 'no' | 'unknown';
}

const TOXIC = /CRS|ICANS|neuro|thrombocytopenia|NRM|malignanc|aplasia/i;

const rankOf = ({ design }: Trial): DesignRank => {
  if (/randomised phase 3/.test(design)) return 0;
  if (/^randomised/.test(design)) return 1;
  if (/single arm|phase/.test(design)) return 2;
  return /series/.test(design) ? 4 : 3;
};

function inPopulation(likeness: readonly LikenessPoint[]): TrialEvidence['inPopulation'] {
  if (likeness.some(({ standing }) => standing === 'outside')) return 'no';
  return likeness.every(({ standing }) => standing === 'inside') ? 'yes' : 'unknown';
}

function evidenceOf(trial: Trial, of: Patient, disease: string, day: number, arms: readonly string[]): TrialEvidence {
  const likeness = likenessTo(of, trial, disease, day);
  const own = trial.results.filter(({ arm }) => arms.includes(arm) || arm === 'both');
  const results = own.length > 0 ? own : trial.results;
  return {
    trial,
    rank: rankOf(trial),
    benefit: results.filter(({ endpoint }) => !TOXIC.test(endpoint)),
    toxicity: results.filter(({ endpoint }) => TOXIC.test(endpoint)),
    likeness,
    inPopulation: inPopulation(likeness),
  };
}

/** The trials behind an indication, the strongest design first. @param arms  names by which trials call the regimen */
export const evidenceFor = (
  trials: readonly string[],
  of: Patient,
  disease: string,
  day: number,
  arms: readonly string[],
): readonly TrialEvidence[] =>
  trials
    .flatMap((id) => trialById(id) ?? [])
    .map((trial) => evidenceOf(trial, of, disease, day, arms))
    .sort((a, b) => a.rank - b.rank);

/**
 * The order in which options are printed, and nothing but an order: the strongest design first; then the trial with fewer
 * points outside this patient; then fewer unknown; then figures that were checked before figures from memory; then the
 * larger trial; then the name. Figures of different trials are not compared with each other.
 */
export function byEvidence(a: readonly TrialEvidence[], b: readonly TrialEvidence[]): number {
  const [x, y] = [keyOf(a), keyOf(b)];
  const at = x.findIndex((part, index) => part !== y[index]);
  return at < 0 ? 0 : (x[at] as number) - (y[at] as number);
}

function keyOf([best]: readonly TrialEvidence[]): readonly number[] {
  if (!best) return [9, 0, 0, 0, 0];
  const count = (standing: string): number => best.likeness.filter((point) => point.standing === standing).length;
  const checked = best.benefit.some(({ status }) => status === 'verified');
  return [best.rank, count('outside'), count('unknown'), checked ? 0 : 1, -(best.trial.n ?? 0)];
}
