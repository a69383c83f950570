import type { Moment } from '../../general/instants.ts';
import { type Bounds, type Dated, isDisputed } from '../course/day-of.ts';
import { type Given, isAgainstFever, isForCrs } from '../drugs.ts';
import type { SignBounds } from './bounds.ts';
import { gradeOf } from './grade.ts';
import type { Seen } from './observation-inputs.ts';

export interface Dose {
  readonly given: Given;
  readonly moment: Moment;
}

/**
 * Why signs count, or do not: there is fever, it was there within 24 hours, it was treated since the onset, or the sign has
 * not gone since; `closed` without any of it, `unknown` where what is missing decides.
 */
export type Gate = 'fever' | 'recentFever' | 'treated' | 'persists' | 'closed' | 'unknown';

export interface Graded extends Bounds {
  readonly gate: Gate;
  readonly warnings: readonly string[];
}

const FEVER_MINUTES = 24 * 60;

/** The episode so far, as the least or the most that what is unknown allows. */
interface Scenario {
  /** When it began; null while it has not. */
  onset: Moment | null;
  lastFever: Moment | null;
  /** Which signs counted in the previous observation that could be graded. */
  hypotension: boolean;
  hypoxia: boolean;
}

const fresh = (): Scenario => ({ onset: null, lastFever: null, hypotension: false, hypoxia: false });

/**
 * Grades the observations of an episode one after another (toxicity.md 1.3). Everything worse in an observation makes the
 * later ones worse or leaves them, so the least and the most each may be are found by following the most and the least
 * favourable story side by side.
 */
export class EpisodeState {
  readonly #doses: readonly Dose[];
  #least = fresh();
  #most = fresh();
  #everFever = false;

  constructor(doses: readonly Dose[]) {
    this.#doses = doses.filter(({ given }) => isAgainstFever(given));
  }

  /** Two days graded 0 closed the episode: what comes is a new one. */
  close(): void {
    this.#least = fresh();
    this.#most = fresh();
  }

  grade({ seen, moment }: Dated<Seen>, signs: SignBounds): Graded {
    const [least, most] = [
      this.#gradeIn(this.#least, moment, signs, 'min'),
      this.#gradeIn(this.#most, moment, signs, 'max'),
    ];
    const [min, max] = signs.isDeath ? [5, 5] : [least.grade, most.grade];
    const warnings: string[] = [];
    const hasSigns = signs.hypotension.min > 0 || signs.hypoxia.min > 0;
    if (seen.temperature.given && !most.opening && hasSigns && !signs.isDeath) warnings.push('signsWithoutFever');
    if (!this.#everFever && signs.fever.min === 0 && this.#anyDoseBy(moment)) warnings.push('prophylaxisMayMaskFever');
    if (seen.vasopressors.hasUnknownName) warnings.push('unknownVasopressor');
    if (isDisputed(seen, { min, max })) warnings.push('gradeDisagreement');
    if (signs.isSeen) this.#remember(moment, signs, { min, max });
    return { min, max, gate: least.opening ?? (most.opening ? 'unknown' : 'closed'), warnings };
  }

  #gradeIn(
    scenario: Scenario,
    moment: Moment,
    signs: SignBounds,
    end: 'min' | 'max',
  ): { readonly grade: number; readonly opening: Gate | null } {
    const [fever, hypotension, hypoxia] = [signs.fever[end] === 1, signs.hypotension[end], signs.hypoxia[end]];
    const persists = (scenario.hypotension && hypotension > 0) || (scenario.hypoxia && hypoxia > 0);
    const opening = fever
      ? 'fever'
      : this.#wasTreated(scenario, moment, end)
        ? 'treated'
        : this.#hadFever(scenario, moment, end)
          ? 'recentFever'
          : persists
            ? 'persists'
            : null;
    return { grade: gradeOf(opening !== null, fever, hypotension, hypoxia), opening };
  }

  /** Certainly within 24 hours of the last fever, or possibly. */
  #hadFever({ lastFever }: Scenario, { from, to }: Moment, end: 'min' | 'max'): boolean {
    if (!lastFever) return false;
    return (end === 'min' ? to - lastFever.from : from - lastFever.to) <= FEVER_MINUTES;
  }

  /** Treated against fever since the onset and not later than now: certainly, or possibly. What was given for CRS came after it. */
  #wasTreated({ onset }: Scenario, now: Moment, end: 'min' | 'max'): boolean {
    if (!onset) return false;
    return this.#doses.some(({ given, moment }) => {
      if (end === 'max') return moment.from <= now.to && moment.to >= onset.from;
      return moment.to <= now.from && (isForCrs(given) ? moment.to >= onset.from : moment.from >= onset.to);
    });
  }

  #anyDoseBy({ to }: Moment): boolean {
    return this.#doses.some(({ moment }) => moment.from <= to);
  }

  #persist(scenario: Scenario, sign: 'hypotension' | 'hypoxia', counts: boolean, isGraded: boolean): void {
    if (isGraded || counts) scenario[sign] = counts;
  }

  #remember(moment: Moment, signs: SignBounds, { min, max }: Bounds): void {
    if (signs.fever.min === 1) {
      this.#everFever = true;
      this.#least.lastFever = moment;
    }
    if (signs.fever.max === 1) this.#most.lastFever = moment;
    if (min >= 1) this.#least.onset ??= moment;
    if (max >= 1) this.#most.onset ??= moment;
    // Only an observation that could be graded says that a sign has gone.
    const isGraded = min === max;
    this.#persist(this.#least, 'hypotension', min >= 1 && signs.hypotension.min > 0, isGraded);
    this.#persist(this.#least, 'hypoxia', min >= 1 && signs.hypoxia.min > 0, isGraded);
    this.#persist(this.#most, 'hypotension', max >= 1 && signs.hypotension.max > 0, isGraded);
    this.#persist(this.#most, 'hypoxia', max >= 1 && signs.hypoxia.max > 0, isGraded);
  }
}
