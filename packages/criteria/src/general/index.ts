import type { Criterion } from '../engine/index.ts';
import { dateDifference } from './date-difference.ts';
import { datePropagate } from './date-propagate.ts';

/** Calculations on dates that no disease owns, for whoever asks them directly. */
export const generalCriteria: readonly Criterion[] = [dateDifference, datePropagate];
