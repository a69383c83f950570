import type { Criterion } from '../engine/index.ts';
import { bridgingResponse } from './bridging-response.ts';
import { courseProcess } from './course-process.ts';
import { intervals } from './intervals.ts';

/** The course of a CAR-T treatment, whatever the disease. */
export const cartCriteria: readonly Criterion[] = [intervals, courseProcess, bridgingResponse];
