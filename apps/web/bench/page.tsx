import { journeyFigure, type PatientJson, type Words } from '@linea/briefs';
import type { Journey } from '@linea/charts';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { Speaking } from '../src/language/say.tsx';
import { loadWords } from '../src/language/words.ts';
import { JourneyChart } from '../src/pages/journey/journey-chart.tsx';
import { useView } from '../src/pages/journey/use-view.ts';

const nothing = (): void => {};

/** A chart as the page has it, and the handle that its buttons have. */
let zoom: (factor: number) => void = nothing;
function Chart({ journey }: { readonly journey: Journey }) {
  const view = useView(journey.extent, null, nothing);
  zoom = view.zoom;
  return <JourneyChart journey={journey} view={view} picked={undefined} onPick={nothing} />;
}

let shown: { readonly place: HTMLElement; readonly root: Root } | undefined;
function clear(): void {
  shown?.root.unmount();
  shown?.place.remove();
  const place = document.body.appendChild(document.createElement('div'));
  shown = { place, root: createRoot(place) };
}
const render = (page: ReactNode): void => flushSync(() => (shown as NonNullable<typeof shown>).root.render(page));

let patient: PatientJson;
let words: Words;
let journey: Journey;

/** Steps, each run alone, so that whoever runs them can read the clock of the thread in between. */
const steps = {
  load: async (json: PatientJson) => {
    patient = json;
    words = await loadWords('en');
  },
  clear,
  figure: () => {
    journey = journeyFigure(patient, words, 'calendar', 'Journey');
  },
  draw: () =>
    render(
      <Speaking language="en">
        <Chart journey={journey} />
      </Speaking>,
    ),
  zoom: () => flushSync(() => zoom(0.7)),
  elements: () => document.querySelectorAll('body > div *').length,
  list: (elements: number) =>
    render(
      <ul>
        {Array.from({ length: elements }, (_, one) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: numbers in their order
          <li key={one}>{one}</li>
        ))}
      </ul>,
    ),
};
Object.assign(window, { steps });
