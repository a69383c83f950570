import type { Journey, LaneGroup } from '@linea/charts';
import type { PatientJson } from '../../patient/patient-json.ts';
import type { Words } from '../../words/words.ts';
import { journeyFrame } from '../journey/journey-figure.ts';
import { laboratoryLanes } from '../journey/laboratory-lanes.ts';
import { milestoneLane } from '../journey/other-lanes.ts';
import { responseLanes } from '../journey/response-lanes.ts';
import { type Base, sceneOf } from '../journey/scene.ts';
import { therapyLanes } from '../journey/therapy-lanes.ts';

/** What disease is measured by. */
const MARKERS =
  /^(lab\.mSerum|lab\.mUrine|lab\.kappa|lab\.lambda|marrow\.blasts|mrd\.value|ctdna\.level|ctdna\.foldChange|sledai\.total)\b/;

/** Pixels of the leading curve: it is what the figure is about. */
const PLOT = 300;

/**
 * Response against therapy: regimens with their dose steps above, the disease marker with its response bands below, response
 * as stated and as derived between them.
 */
export function responseFigure(patient: PatientJson, words: Words, base: Base, title: string): Journey {
  const scene = sceneOf(patient, words, base);
  const milestones = milestoneLane(scene);
  const markers = laboratoryLanes(scene, MARKERS)
    .filter(({ id, curve }) => curve !== undefined && MARKERS.test(id.replace('curve-', '')))
    .map((lane, index) =>
      lane.curve && index === 0 && lane.curve.points.length > 1
        ? { ...lane, curve: { ...lane.curve, height: PLOT } }
        : lane,
    );
  const groups: readonly (readonly [string, LaneGroup['lanes']])[] = [
    ['therapy', [...(milestones ? [milestones] : []), ...therapyLanes(scene)]],
    ['response', responseLanes(scene)],
    ['marker', markers],
  ];
  return journeyFrame(scene, title, groups);
}
