import type { DocumentDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { documentQuery } from '../../api/queries.ts';
import { DOCUMENTS, type DocumentsSearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import frame from '../patient/patient-frame.module.css';
import { DayInput, PatientFrame } from '../patient/patient-frame.tsx';
import { saveFile } from '../patient/save-file.ts';
import { DocumentSheet } from './document-sheet.tsx';

const route = getRouteApi('/patients/$id/documents');

/** The number of the centre, remembered on this computer alone: it is typed once. */
const PHONE = 'linea.centre.phone';

/** Briefs, letters and the draft of a case report, from the facts known on a day. */
export function DocumentsPage() {
  const { id } = route.useParams();
  const { kind = 'brief-patient', asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const [phone, setPhone] = useState(() => localStorage.getItem(PHONE) ?? '');
  const printed = useQuery(documentQuery(id, kind, { asOf, phone: useDeferredValue(phone) }, language));
  const choose = (change: DocumentsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const document = printed.data?.kind === kind && printed.data.patient === id ? printed.data : undefined;
  return (
    <PatientFrame
      id={id}
      title={say('web.documents.of', { patient: id })}
      synthetic={document?.synthetic}
      controls={
        <>
          <DayInput
            label={say('web.asOf')}
            value={document?.asOf ?? asOf ?? ''}
            onChange={(day) => choose({ asOf: day })}
          />
          <label className={frame.day}>
            {say('web.documents.phone')}
            <input
              type="tel"
              maxLength={80}
              value={phone}
              onChange={({ currentTarget: { value } }) => {
                localStorage.setItem(PHONE, value);
                setPhone(value);
              }}
            />
          </label>
          {document ? <Downloads of={document} /> : null}
        </>
      }
    >
      <nav className={frame.links} aria-label={say('web.documents.kinds')}>
        {DOCUMENTS.map((one) => (
          <Link
            key={one}
            to="."
            search={(before) => ({ ...before, kind: one })}
            replace
            aria-current={one === kind ? 'true' : undefined}
          >
            {say(`web.document.${one}`)}
          </Link>
        ))}
      </nav>
      {printed.error ? <Trouble error={printed.error} reset={() => void printed.refetch()} /> : null}
      {document ? <DocumentSheet of={document} /> : printed.error ? null : <p role="status">{say('web.loading')}</p>}
    </PatientFrame>
  );
}

/** The document to take away: a page of its own, and Markdown with the facts as notes. */
function Downloads({ of }: { readonly of: DocumentDocument }) {
  const say = useSay();
  const name = `${of.patient}-${of.kind}-${of.asOf}`;
  return (
    <>
      {(
        [
          ['html', 'text/html'],
          ['md', 'text/markdown'],
        ] as const
      ).map(([ending, type]) => (
        <button
          key={ending}
          type="button"
          className={frame.print}
          onClick={() =>
            saveFile(
              new Blob([ending === 'html' ? of.html : of.markdown], { type: `${type};charset=utf-8` }),
              `${name}.${ending}`,
            )
          }
        >
          {say(`web.documents.save.${ending}`)}
        </button>
      ))}
    </>
  );
}
