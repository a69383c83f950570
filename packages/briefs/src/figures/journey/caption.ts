import type { JourneyLegendWords } from '@linea/charts';
import type { PatientJson } from '../../patient/patient-json.ts';
import { dayOfIso } from '../../patient/spans.ts';
import { dayText } from '../../words/dates.ts';
import type { Say } from '../../words/words.ts';

/** What the signs of a journey mean. */
export const legendWords = (say: Say): JourneyLegendWords => ({
  certain: say('figure.legend.certain'),
  possible: say('figure.legend.possible'),
  ongoing: say('figure.legend.ongoing'),
  unrecorded: say('figure.legend.unrecorded'),
  value: say('figure.legend.value'),
  valueSpan: say('figure.legend.valueSpan'),
  cycle: say('figure.legend.cycle'),
  planned: say('figure.legend.planned'),
  stated: say('figure.legend.stated'),
  derived: say('figure.legend.derived'),
  severe: say('figure.legend.severe'),
  open: say('figure.legend.open'),
});

/** Below a figure: whose journey, as of when, from how many facts of which sources, and what it is not for. */
export function journeyCaption(
  patient: PatientJson,
  say: Say,
  kind: 'journey' | 'response' | 'course' = 'journey',
): string {
  const sources = [
    ...new Set(
      patient.facts.flatMap(({ source }) => (source ? [source.replace(/^\w+:/, '').replace(/#.*$/, '')] : [])),
    ),
  ];
  return [
    say('figure.caption', {
      kind,
      patient: patient.patient,
      day: dayText(dayOfIso(patient.asOf), say),
      facts: patient.facts.length,
      known: patient.knownAt ?? 'none',
    }),
    say('figure.caption.dates'),
    sources.length > 0 && sources.length <= 3 ? say('figure.caption.sources', { sources: sources.join('; ') }) : null,
    patient.synthetic ? say('figure.synthetic') : null,
    say('figure.researchUse'),
  ]
    .filter((part) => part !== null)
    .join(' ');
}
