import type { PatientJson, Words } from '@linea/briefs';
// biome-ignore format: a list
import { FORM_KINDS, type FormKind, type FormsInForce, gapsFirst, milestoneClock, sheetOf } from '@linea/briefs/forms';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { journeyQuery, wordsQuery } from '../../api/queries.ts';
import { formsQuery } from '../../api/therapy-queries.ts';
import { Trouble } from '../../app/shell.tsx';
import type { FormsSearch } from '../../app/therapy-search.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { DayInput, PatientFrame } from '../patient/patient-frame.tsx';
import { Confirm } from './confirm.tsx';
import { FieldTable } from './field-table.tsx';
import classes from './forms.module.css';
import { HandOver } from './hand-over.tsx';
import { Milestones } from './milestones.tsx';

const route = getRouteApi('/patients/$id/forms');
const YEARS = 15;

/** Sheets for EBMT and the payment register: pre-filled, gaps first, with what is due and what was handed over. */
export function FormsPage() {
  const { id } = route.useParams();
  const { kind = 'ebmt-day0', year = 1, asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const journey = useQuery(journeyQuery(id, { asOf }, language));
  const centre = journey.data?.centre;
  const forms = useQuery({ ...formsQuery(centre ?? '', language), enabled: centre !== undefined });
  const error = words.error ?? journey.error ?? forms.error;
  if (error)
    return (
      <Trouble error={error} reset={() => void Promise.all([words.refetch(), journey.refetch(), forms.refetch()])} />
    );
  const patient = journey.data;
  if (!words.data || !patient || !forms.data || patient.patient !== id)
    return <p role="status">{say('web.loading')}</p>;
  const choose = (change: Partial<FormsSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }) as FormsSearch, replace: true });
  return (
    <PatientFrame
      id={id}
      title={say('web.forms.of', { patient: id })}
      synthetic={patient.synthetic}
      controls={
        <DayInput label={say('web.asOf')} value={patient.asOf} onChange={(day) => choose({ asOf: day as string })} />
      }
    >
      <Kinds kind={kind} onKind={(next) => choose({ kind: next })} />
      {kind === 'ebmt-annual' ? (
        <label className={classes.year}>
          {say('web.forms.year')}
          <select value={year} onChange={(event) => choose({ year: Number(event.currentTarget.value) })}>
            {Array.from({ length: YEARS }, (_, index) => index + 1).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <div aria-busy={journey.isPlaceholderData} className={classes.body}>
        <SheetView
          patient={patient}
          forms={forms.data}
          kind={kind}
          year={year}
          words={words.data}
          onHandedOver={() => void journey.refetch()}
        />
      </div>
    </PatientFrame>
  );
}

function Kinds({ kind, onKind }: { readonly kind: FormKind; readonly onKind: (kind: FormKind) => void }) {
  const say = useSay();
  return (
    <fieldset className={classes.kinds}>
      <legend>{say('web.forms.kind')}</legend>
      {FORM_KINDS.map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
          {say(`web.forms.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

interface ViewProps {
  readonly patient: PatientJson;
  readonly forms: FormsInForce;
  readonly kind: FormKind;
  readonly year: number;
  readonly words: Words;
  readonly onHandedOver: () => void;
}

function SheetView({ patient, forms, kind, year, words, onHandedOver }: ViewProps) {
  const say = useSay();
  const layout = forms.layouts.find(({ id }) => id === kind);
  const sheet = layout && sheetOf(layout, patient, words, year);
  if (!sheet) return <p className={classes.none}>{say('web.forms.noInfusion')}</p>;
  const clock = milestoneClock(patient, forms.milestones);
  return (
    <>
      <div className={classes.unverified} role="note">
        {sheet.confirmed
          ? words.say('forms.confirmed', { version: sheet.version, by: sheet.confirmed.by, on: sheet.confirmed.on })
          : words.say('forms.unverified', { version: sheet.version })}{' '}
        <span>{sheet.source}</span>
        {sheet.confirmed ? null : <Confirm sheet={sheet} patient={patient} />}
      </div>
      <h2>{say('web.forms.gaps', { count: sheet.gaps, title: sheet.title })}</h2>
      <FieldTable fields={gapsFirst(sheet.fields)} words={words} />
      {clock ? <Milestones clock={clock} words={words} /> : null}
      <HandOver patient={patient} sheet={sheet} words={words} onHandedOver={onHandedOver} />
    </>
  );
}
