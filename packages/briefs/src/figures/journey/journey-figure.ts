import type { DaySpan, Journey, Lane, LaneGroup } from '@linea/charts';
import type { PatientJson } from '../../patient/patient-json.ts';
import { dayText } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import { conclusionLanes } from './conclusion-lanes.ts';
import { laboratoryLanes } from './laboratory-lanes.ts';
import { examinationLanes, milestoneLane } from './other-lanes.ts';
import { responseLanes } from './response-lanes.ts';
import { type Base, hull, type Scene, sceneOf } from './scene.ts';
import { supportLanes } from './support-lanes.ts';
import { regimensOf, therapyLanes } from './therapy-lanes.ts';
import { toxicityLanes } from './toxicity-lanes.ts';

/** Kinds of event that are the patient's past, not the journey: they would stretch it over decades. */
const BACKGROUND = new Set(['comorbidity', 'demographics', 'registration', 'age-statement', 'function']);

/**
 * The journey of a patient as lanes over time, ready to be laid out and drawn.
 *
 * @param patient  the public JSON, as of a day
 * @param base  days of the calendar, or days from the infusion (from the start of therapy where there is none)
 * @param title  of the figure, in the reader's language
 */
export function journeyFigure(patient: PatientJson, words: Words, base: Base, title: string): Journey {
  const scene = sceneOf(patient, words, base);
  const milestones = milestoneLane(scene);
  const groups: readonly (readonly [string, readonly Lane[]])[] = [
    ['course', [...(milestones ? [milestones] : []), ...conclusionLanes(scene)]],
    ['therapy', therapyLanes(scene)],
    ['response', responseLanes(scene)],
    ['laboratory', laboratoryLanes(scene)],
    ['toxicity', toxicityLanes(scene)],
    ['support', supportLanes(scene)],
    ['examinations', examinationLanes(scene)],
  ];
  return journeyFrame(scene, title, groups);
}

/** Groups of lanes over the time of a scene: what every figure over time shares. Groups without a lane are left out. */
export function journeyFrame(
  scene: Scene,
  title: string,
  groups: readonly (readonly [string, readonly Lane[]])[],
): Journey {
  const { patient, words, zero } = scene;
  const { say } = words;
  const drawn = groups
    .filter(([, lanes]) => lanes.length > 0)
    .map(([id, lanes]): LaneGroup => ({ id, title: say(`figure.group.${id}`), lanes }));
  return {
    title,
    description: describe(patient, words, drawn),
    locale: say.language,
    base: scene.base,
    extent: extentOf(scene),
    asOf: scene.asOf,
    zero: zero && {
      span: scene.base === 'relative' ? { first: 0, last: 0 } : zero.span,
      label: say(zero.kind === 'infusion' ? 'figure.axis.infusion' : 'figure.axis.therapy'),
    },
    regimens: regimensOf(scene),
    groups: drawn,
    words: { asOf: say('figure.asOf', { day: dayText(asOfDay(patient), say) }), calendar: say('figure.axis.calendar') },
  };
}

const asOfDay = (patient: PatientJson): number => Date.parse(`${patient.asOf}T00:00:00Z`) / 86_400_000;

/** From the first to the last day of everything but the background; never beyond the day of the view. */
function extentOf(scene: Scene): DaySpan {
  const spans = scene.events
    .filter(({ kind }) => !BACKGROUND.has(kind))
    .flatMap(({ facts }) => facts.map(scene.when))
    .filter(({ first, last }) => last - first < 3660);
  const all = hull(spans) ?? scene.asOf;
  return { first: all.first, last: Math.max(all.first + 14, Math.min(all.last, scene.asOf.last)) };
}

/** What the figure shows, in a sentence for who cannot see it. */
const describe = (patient: PatientJson, { say }: Words, groups: readonly LaneGroup[]): string =>
  say('figure.describe', {
    patient: patient.patient,
    asOf: patient.asOf,
    lines: patient.lines.map(({ number, regimen }) => `${number} ${regimen ?? '–'}`).join(', ') || '–',
    groups: groups.map(({ title, lanes }) => `${title} (${lanes.length})`).join(', '),
    facts: patient.facts.length,
  });
