/** What survival methods answer, as far as figures read it: the names of `linea survival --json`. */
export interface CurvesAnswer {
  readonly n: number;
  readonly n_omitted: number;
  readonly conf_type: string;
  readonly conf_level: number;
  readonly strata: readonly {
    readonly stratum: string;
    readonly n: number;
    readonly events: number;
    readonly quantiles: readonly Quantile[];
    readonly follow_up?: {
      readonly median: number | null;
      readonly lower: number | null;
      readonly upper: number | null;
    };
    readonly curve: {
      readonly time: readonly number[];
      readonly n_risk: readonly number[];
      readonly n_censor: readonly number[];
      readonly surv: readonly number[];
      readonly cumhaz: readonly number[];
      readonly lower: readonly (number | null)[];
      readonly upper: readonly (number | null)[];
    };
  }[];
}

interface Quantile {
  readonly p: number;
  readonly time: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface StatesAnswer {
  readonly n: number;
  readonly n_omitted: number;
  readonly states: readonly string[];
  readonly strata: readonly {
    readonly stratum: string;
    readonly time: readonly number[];
    /** By time, then state. */
    readonly n_risk: readonly (readonly number[])[];
    readonly pstate: readonly (readonly number[])[];
    readonly lower: readonly (readonly (number | null)[])[];
    readonly upper: readonly (readonly (number | null)[])[];
  }[];
  readonly gray?: { readonly causes: readonly string[]; readonly p: readonly (number | null)[] };
}

export interface RatiosAnswer {
  readonly n: number | readonly number[];
  readonly n_omitted: number;
  readonly nevent?: number;
  readonly terms: readonly string[];
  readonly coef: readonly (number | null)[];
  readonly se?: readonly (number | null)[];
  readonly robust_se?: readonly (number | null)[] | null;
  readonly p?: readonly (number | null)[];
  readonly hr_lower?: readonly (number | null)[];
  readonly hr_upper?: readonly (number | null)[];
  readonly concordance?: number | null;
}

export interface CalibrationAnswer {
  readonly n: number;
  readonly n_omitted: number;
  readonly calibration: readonly {
    readonly model: string;
    readonly time: number;
    readonly o_over_e: number | null;
    readonly observed: number;
    readonly mean_predicted: number;
    readonly groups: readonly {
      readonly n: number;
      readonly mean_predicted: number;
      readonly observed: number;
      readonly lower: number | null;
      readonly upper: number | null;
    }[];
  }[];
}

export interface DecisionAnswer {
  readonly n: number;
  readonly n_omitted: number;
  readonly decision_curve: readonly {
    readonly model: string;
    readonly time: number;
    readonly curve: readonly {
      readonly threshold: number;
      readonly net_benefit: number;
      readonly net_benefit_treat_all: number;
    }[];
  }[];
}

/** What the reader of a figure is told beside the answer. */
export interface FigureWords {
  /** A title of one's own. */
  readonly title?: string | undefined;
  /** Name of the time variable, and its unit where it is known. */
  readonly time: string;
  readonly unit?: string | undefined;
  /** What the groups are: `sex`. */
  readonly by?: string | undefined;
}
