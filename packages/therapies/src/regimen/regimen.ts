import { coursesOf, type Line, type Patient } from '@linea/criteria';
import { fromIso } from '@linea/facts';
import { type Cycle, cyclesOf, type DoseDay, dosesIn } from './calendar.ts';
import { type DoseHistory, doseHistoryOf } from './dose-history.ts';
import { infusionCourse } from './infusion-course.ts';
import { type DrugSchedule, schedulesOf } from './schedules.ts';
import { type NotRecorded, notRecordedOf, type Support, supportOf } from './support.ts';

/** A line of therapy at work: its calendar, doses, and what goes with it. */
export interface RegimenAtWork {
  readonly line: Line;
  readonly cycleDays: number | null;
  /** True for a cell therapy: one course, whose days are counted from the infusion. */
  readonly fromInfusion: boolean;
  readonly schedules: readonly DrugSchedule[];
  readonly cycles: readonly (Cycle & { readonly doses: readonly DoseDay[] })[];
  readonly drugs: readonly DoseHistory[];
  readonly support: readonly Support[];
  readonly notRecorded: readonly NotRecorded[];
}

/** Every line of a patient at work, as of the day of the view. @param asOf  YYYY-MM-DD */
export function regimensOf(of: Patient, asOf: string): readonly RegimenAtWork[] {
  const day = fromIso(asOf);
  return coursesOf(of).map((course) => {
    const schedules = schedulesOf(of, course);
    const infused = infusionCourse(of, course, schedules, day);
    const support = supportOf(of, course.line);
    return {
      line: course.line,
      cycleDays: course.length.value,
      schedules,
      fromInfusion: infused !== null,
      cycles: infused
        ? [infused]
        : cyclesOf(course, day).map((cycle) => ({ ...cycle, doses: dosesIn(of, course, cycle, schedules) })),
      drugs: doseHistoryOf(of, course),
      support,
      notRecorded: notRecordedOf(course.line, support),
    };
  });
}
