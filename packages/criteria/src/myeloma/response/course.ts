import { isNotAfter, shiftDays } from '@linea/facts';
import {
  above,
  all,
  any,
  atLeast,
  below,
  type Condition,
  type Measured,
  not,
  type Path,
  type When,
} from '../../engine/index.ts';
import { type Assessment, type Chain, difference, isYes, said } from './assessment.ts';
import { type Category, lower } from './categories.ts';
import { reducedBy } from './compare.ts';
import { involvedChain, type MeasurableParams, measurableTracks, type Track } from './measurable.ts';
import { type Nadir, nadirOf, risen, risenFromHigh } from './nadir.ts';

export interface CategoryParams extends MeasurableParams {
  readonly nadirRule: string;
  readonly urineForVGPR: string;
  readonly plasmacytomaVgprReduction: number;
  readonly crMarrowLookbackDays: number;
}

/** Unconfirmed category with what made it: laboratory (`bio`) or imaging and marrow (`img`). */
export interface Unconfirmed {
  readonly category: Category | 'NE';
  readonly reason: 'bio' | 'img' | null;
}

interface Dated<X> {
  readonly value: X;
  readonly date: When;
  readonly index: number;
}

/**
 * One line of therapy while its assessments are worked through in order: what is measurable, the values so far, and
 * the marrow and plasmacytoma results that are carried forward.
 */
export class Course {
  readonly tracks: readonly Track[];
  readonly involved: Chain | null;
  readonly #baseline: Assessment;
  readonly #reference: Assessment;
  readonly #params: CategoryParams;
  readonly #path: Path;
  readonly #serum: Measured[] = [];
  readonly #urine: Measured[] = [];
  readonly #flc: Measured[] = [];
  readonly #marrow: Measured[] = [];
  readonly #spd: Measured[] = [];
  readonly #circulating: Measured[] = [];
  #plasmaCells: Dated<Measured> | null = null;
  #clonal: Dated<string> | null = null;
  #lastSpd: Measured | null = null;
  readonly #modalities = new Set<string>();
  #negativeSince: Omit<Dated<never>, 'value'> | null = null;
  #index = -1;

  /**
   * @param baseline   latest assessment on or before day 1; nadir and measurable tracks start from it
   * @param reference  the assessment from which reductions are counted: the baseline, or that at diagnosis
   */
  constructor(path: Path, baseline: Assessment, reference: Assessment, params: CategoryParams) {
    this.#path = path;
    this.#baseline = baseline;
    this.#reference = reference;
    this.#params = params;
    this.tracks = measurableTracks(baseline, params)(path);
    this.involved = baseline.flc.given ? involvedChain(baseline.flc)(path) : null;
    this.#sawBy(baseline);
  }

  /** The category of the next assessment, progression first; then its values join the history. */
  next(now: Assessment): Unconfirmed {
    this.#index += 1;
    const spurious = isYes(now.spurious);
    this.#carry(now, spurious);
    const progression = this.#progression(now, spurious);
    const result = progression ?? { category: spurious ? ('NE' as const) : this.#response(now), reason: null };
    this.#remember(now, spurious);
    return result;
  }

  /** An assessment whose category is not asked for: only its values join the history. */
  pass(now: Assessment): void {
    this.#index += 1;
    this.#carry(now, isYes(now.spurious));
    this.#remember(now, isYes(now.spurious));
  }

  #holds(condition: Condition): boolean {
    return condition(this.#path);
  }

  #dFlc(of: Assessment): Measured | null {
    return this.involved ? difference(of.flc, this.involved) : null;
  }

  #nadir(baseline: Measured | null, later: readonly Measured[]): Nadir {
    return nadirOf(baseline, later, this.#params.nadirRule);
  }

  /** PD at one assessment (myeloma.md 4.1, last row). Imaging is judged only against earlier imaging of the same kind. */
  #progression(now: Assessment, spurious: boolean): Unconfirmed | null {
    if (this.#imagingProgression(now) || this.#marrowProgression(now)) return { category: 'PD', reason: 'img' };
    return !spurious && this.#laboratoryProgression(now) ? { category: 'PD', reason: 'bio' } : null;
  }

  #imagingProgression(now: Assessment): boolean {
    const modality = said(now.modality);
    if (modality !== undefined && this.#modalities.size > 0 && !this.#modalities.has(modality)) return false;
    if (isYes(now.newLesion) || isYes(now.lesionIncrease)) return true;
    const { plasmacytomaSPD: spd, plasmacytomas } = now;
    if (!spd.given || (plasmacytomas.given && plasmacytomas.range.high <= 1)) return false;
    const earlier = this.#nadir(this.#baseline.plasmacytomaSPD, this.#spd);
    return this.#holds(risen(spd, earlier, 1.5, 0, true));
  }

  #marrowProgression({ bmpc }: Assessment): boolean {
    if (!bmpc.given || this.tracks.some((track) => track !== 'marrow')) return false;
    return this.#holds(risen(bmpc, this.#nadir(this.#baseline.bmpc, this.#marrow), 1.25, 10));
  }

  #laboratoryProgression(now: Assessment): boolean {
    const { serumM, urineM, circulatingPlasmaCells: circulating } = now;
    const serum = this.#nadir(this.#baseline.serumM, this.#serum);
    if (
      serumM.given &&
      serum.length > 0 &&
      this.#holds(any(risen(serumM, serum, 1.25, 0.5), risenFromHigh(serumM, serum)))
    )
      return true;
    if (urineM.given && this.#holds(risen(urineM, this.#nadir(this.#baseline.urineM, this.#urine), 1.25, 200)))
      return true;
    if (this.tracks.includes('serum') || this.tracks.includes('urine')) return false;
    const dFlc = this.#dFlc(now);
    if (dFlc && this.#holds(risen(dFlc, this.#nadir(this.#dFlc(this.#baseline), this.#flc), 1.25, 100, true)))
      return true;
    if (this.tracks.length > 0 || !circulating.given) return false;
    const earlier = this.#nadir(this.#baseline.circulatingPlasmaCells, this.#circulating);
    return this.#holds(all(atLeast(circulating, 200), risen(circulating, earlier, 1.5, 0)));
  }

  /** The best category that every measurable track and every item of the category allow. */
  #response(now: Assessment): Category | 'NE' {
    const complete = this.#completeResponse(now);
    if (this.tracks.length === 0) return complete ?? 'NE';
    let category: Category = 'VGPR';
    for (const track of this.tracks) {
      const reached = this.#track(track, now);
      if (reached === null) return 'NE';
      category = lower(category, reached);
    }
    return complete ?? lower(category, lower(this.#urineCap(now), this.#plasmacytomaCap()));
  }

  #track(track: Track, now: Assessment): Category | null {
    const steps = (
      value: Measured | null | undefined,
      reference: Measured | null,
      limits: readonly (readonly [Category, number])[],
    ): Category | null => {
      if (!value?.given || !reference?.given) return null;
      return limits.find(([, fraction]) => this.#holds(reducedBy(value, reference, fraction)))?.[0] ?? 'SD';
    };
    if (track === 'serum')
      return steps(now.serumM, this.#reference.serumM, [
        ['VGPR', 0.9],
        ['PR', 0.5],
        ['MR', 0.25],
      ]);
    if (track === 'flc')
      return steps(this.#dFlc(now), this.#dFlc(this.#reference), [
        ['VGPR', 0.9],
        ['PR', 0.5],
      ]);
    if (track === 'marrow') return steps(this.#plasmaCells?.value, this.#reference.bmpc, [['PR', 0.5]]);
    if (!now.urineM.given) return null;
    if (this.#holds(below(now.urineM, 100))) return 'VGPR';
    return this.#holds(below(now.urineM, 200))
      ? 'PR'
      : steps(now.urineM, this.#reference.urineM, [
          ['PR', 0.9],
          ['MR', 0.5],
        ]);
  }

  /** Serum-only patients: a urine value of 100 mg/24 h or more excludes VGPR; where urine is required, so does a missing one. */
  #urineCap({ urineM }: Assessment): Category {
    if (!this.tracks.includes('serum') || this.tracks.includes('urine')) return 'VGPR';
    if (urineM.given) return this.#holds(below(urineM, 100)) ? 'VGPR' : 'PR';
    return this.#params.urineForVGPR === 'always' ? 'PR' : 'VGPR';
  }

  /** A plasmacytoma of the baseline must shrink with the response; never measured again, it caps at SD. */
  #plasmacytomaCap(): Category {
    const { plasmacytomaSPD: reference } = this.#reference;
    if (!reference.given || !this.#holds(above(reference, 0))) return 'sCR';
    const now = this.#lastSpd;
    if (!now) return 'SD';
    if (!this.#holds(above(now, 0))) return 'sCR';
    const fraction = this.#params.plasmacytomaVgprReduction;
    if (!this.#holds(reducedBy(now, reference, 0.5))) return 'SD';
    return this.#holds(reducedBy(now, reference, fraction > 1 ? fraction / 100 : fraction)) ? 'VGPR' : 'PR';
  }

  /** CR or sCR where every item is there; null otherwise. */
  #completeResponse(now: Assessment): 'CR' | 'sCR' | null {
    if (said(now.sife) !== 'neg' || said(now.uife) !== 'neg' || !this.#plasmaCells) return null;
    if (this.#plasmacytomaCap() !== 'sCR') return null;
    // "< 0.1" with negative immunofixation contradicts nothing: the M-protein is then zero.
    if (now.serumM.given && now.serumM.range.low > 0) return null;
    if (now.urineM.given && this.#holds(atLeast(now.urineM, 100))) return null;
    if (!this.#isRecent(this.#plasmaCells) || !this.#holds(below(this.#plasmaCells.value, 5))) return null;
    const { ratio, reference, given } = now.flc;
    const normal: Condition = all(atLeast(ratio, reference[0]), not(above(ratio, reference[1])));
    if (this.tracks.includes('flc') && !(given && this.#holds(normal))) return null;
    const clonalAbsent = this.#clonal?.value === 'absent' && this.#isRecent(this.#clonal);
    return clonalAbsent && given && this.#holds(normal) ? 'sCR' : 'CR';
  }

  /** A marrow counts for CR when it is not older than the first negative immunofixation by more than the lookback. */
  #isRecent({ date, index }: Omit<Dated<never>, 'value'>): boolean {
    const since = this.#negativeSince;
    if (!since || index >= since.index) return since !== null;
    if (!date.span || !since.date.span) return false;
    const earliest = shiftDays(since.date.span, -this.#params.crMarrowLookbackDays);
    return this.#path.settle(
      { key: `${date.key} within lookback of ${since.date.key}`, inputs: ['date'] },
      isNotAfter(earliest, date.span),
    );
  }

  /** Marrow, plasmacytoma and the run of negative immunofixation; laboratory values are never carried. */
  #carry(now: Assessment, spurious: boolean): void {
    const at = { date: now.date, index: this.#index };
    if (now.bmpc.given) this.#plasmaCells = { value: now.bmpc, ...at };
    const clonal = said(now.bmClonal);
    if (clonal) this.#clonal = { value: clonal, ...at };
    if (now.plasmacytomaSPD.given) this.#lastSpd = now.plasmacytomaSPD;
    if (spurious) return;
    if (said(now.sife) === 'pos' || said(now.uife) === 'pos') this.#negativeSince = null;
    else if (said(now.sife) === 'neg' && said(now.uife) === 'neg') this.#negativeSince ??= at;
  }

  #sawBy({ modality }: Assessment): void {
    const seen = said(modality);
    if (seen !== undefined) this.#modalities.add(seen);
  }

  #remember(now: Assessment, spurious: boolean): void {
    if (now.bmpc.given) this.#marrow.push(now.bmpc);
    if (now.plasmacytomaSPD.given) this.#spd.push(now.plasmacytomaSPD);
    this.#sawBy(now);
    if (spurious) return;
    if (now.serumM.given) this.#serum.push(now.serumM);
    if (now.urineM.given) this.#urine.push(now.urineM);
    const dFlc = this.#dFlc(now);
    if (dFlc) this.#flc.push(dFlc);
    if (now.circulatingPlasmaCells.given) this.#circulating.push(now.circulatingPlasmaCells);
  }
}
