// biome-ignore format: a list
import { type Base, courseFigure, journeyCaption, journeyFigure, legendWords, type PatientJson, responseFigure, type Words } from '@linea/briefs';
import { JourneySheet } from '@linea/charts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { journeyQuery, wordsQuery } from '../../api/queries.ts';
import { FIGURES, type FiguresSearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import frame from '../patient/patient-frame.module.css';
import { DayInput, PatientFrame } from '../patient/patient-frame.tsx';
import classes from './figures.module.css';
import { savePng, saveSvg } from './save-figure.ts';

const route = getRouteApi('/patients/$id/figures');

const DRAWN = { journey: journeyFigure, response: responseFigure, course: courseFigure } as const;

/** Pixels across: a figure over both columns of a journal, as the command line draws it. */
const WIDTH = 1180;

/** Figures for a paper: the same drawing as `linea figure`, to look at and to save. */
export function FiguresPage() {
  const { id } = route.useParams();
  const { kind = 'journey', axis, asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const journey = useQuery(journeyQuery(id, { asOf }, language));
  const drawing = useRef<HTMLElement>(null);
  if (journey.error) return <Trouble error={journey.error} reset={() => void journey.refetch()} />;
  const patient = journey.data;
  if (!patient || !words.data || patient.patient !== id) return <p role="status">{say('web.loading')}</p>;
  const choose = (change: { asOf?: string | undefined; axis?: 'infusion' | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }) as FiguresSearch, replace: true });
  const name = `${id}-${kind}-${patient.asOf}`;
  const svg = () => drawing.current?.querySelector('svg') as SVGSVGElement;
  return (
    <PatientFrame
      id={id}
      title={say('web.figures.of', { patient: id })}
      synthetic={patient.synthetic}
      controls={
        <>
          <DayInput label={say('web.asOf')} value={patient.asOf} onChange={(day) => choose({ asOf: day })} />
          <label className={classes.axis}>
            <input
              type="checkbox"
              checked={axis === 'infusion'}
              onChange={({ currentTarget: { checked } }) => choose({ axis: checked ? 'infusion' : undefined })}
            />
            {say('web.figures.infusion')}
          </label>
          <button type="button" className={frame.print} onClick={() => saveSvg(svg(), `${name}.svg`)}>
            {say('web.figures.save', { format: 'SVG' })}
          </button>
          <button type="button" className={frame.print} onClick={() => void savePng(svg(), `${name}.png`)}>
            {say('web.figures.save', { format: 'PNG, 300 dpi' })}
          </button>
        </>
      }
    >
      <nav className={frame.links} aria-label={say('web.figures.kinds')}>
        {FIGURES.map((one) => (
          <Link
            key={one}
            to="."
            search={(before) => ({ ...before, kind: one })}
            replace
            aria-current={one === kind ? 'true' : undefined}
          >
            {say(`web.figure.${one}`)}
          </Link>
        ))}
      </nav>
      <figure ref={drawing} className={classes.figure}>
        <Drawing
          kind={kind}
          patient={patient}
          words={words.data}
          base={axis === 'infusion' ? 'relative' : 'calendar'}
        />
      </figure>
    </PatientFrame>
  );
}

interface DrawingProps {
  readonly kind: keyof typeof DRAWN;
  readonly patient: PatientJson;
  readonly words: Words;
  readonly base: Base;
}

/** A wide drawing in a region that scrolls and takes the keyboard. */
function Drawing({ kind, patient, words, base }: DrawingProps) {
  const title = useSay()(`web.figure.${kind}.title`, { patient: patient.patient });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls with the keyboard
    <div className={classes.scroll} role="group" aria-label={title} tabIndex={0}>
      <JourneySheet
        journey={DRAWN[kind](patient, words, base, title)}
        width={WIDTH}
        legend={legendWords(words.say)}
        caption={journeyCaption(patient, words.say, kind)}
      />
    </div>
  );
}
