import type { Sentence } from './brief.ts';
import type { Chart } from './chart.ts';

/** Makes the sentences of a point from what is known; none where nothing that personalises it is known. */
type Fill = (chart: Chart) => readonly (Sentence | null)[];

/** A point of a brief before it is filled: its words are the messages `brief.ID` and, where they exist, `brief.ID.note`. */
export interface PointPlan {
  readonly id: string;
  readonly fill: Fill;
}
