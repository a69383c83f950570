import type { Words } from '@linea/briefs';
import type { ImportReportDocument } from '@linea/registry/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Problem } from '../../api/client.ts';
import { type ImportRequest, sendImport } from '../../api/import.ts';
import { wordsQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import { FileDrop } from './file-drop.tsx';
import classes from './import-page.module.css';
import { ImportReport } from './import-report.tsx';

/** Files into facts: first a look at what would come in, then, if it is right, the same again for good. */
export function ImportPage() {
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const queries = useQueryClient();
  useTitle(say('web.import'));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [mapping, setMapping] = useState<readonly File[]>([]);
  const [centre, setCentre] = useState('');
  const [valid, setValid] = useState(false);
  const request: ImportRequest = { files, mapping: mapping[0], centre: centre.trim() || undefined, acceptValid: valid };
  const preview = useMutation({ mutationFn: () => sendImport(request, true, language) });
  const accept = useMutation({
    mutationFn: () => sendImport(request, false, language),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['patients'] }),
  });
  /** What was looked at is no longer what would be sent. */
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      preview.reset();
      accept.reset();
    };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.reset();
    preview.mutate();
  };
  const busy = preview.isPending || accept.isPending;
  const report = outcomeOf(accept) ?? outcomeOf(preview);
  return (
    <section className={classes.page}>
      <h1>{say('web.import')}</h1>
      <p>{say('web.import.lead')}</p>
      <form onSubmit={submit} className={classes.form}>
        <FileDrop
          label={say('web.import.files')}
          hint={say('web.import.files.hint')}
          accept=".csv,.tsv,.txt,.xlsx,.json"
          multiple
          files={files}
          onFiles={change(setFiles)}
        />
        <FileDrop
          label={say('web.import.mapping')}
          hint={say('web.import.mapping.hint')}
          accept=".yaml,.yml"
          files={mapping}
          onFiles={change(setMapping)}
        />
        <div className={classes.options}>
          <label>
            {say('web.import.centre')}
            <input
              type="text"
              value={centre}
              onChange={(event) => change(setCentre)(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </label>
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={valid}
              onChange={(event) => change(setValid)(event.currentTarget.checked)}
            />
            {say('web.import.valid')}
          </label>
        </div>
        <button type="submit" className={classes.primary} disabled={files.length === 0 || busy}>
          {say('web.import.preview')}
        </button>
      </form>
      <div aria-live="polite" aria-busy={busy}>
        {busy ? <p role="status">{say(accept.isPending ? 'web.import.storing' : 'web.import.reading')}</p> : null}
        {report && words.data && !busy ? (
          <Outcome outcome={report} stored={accept.isSuccess} words={words.data} onAccept={() => accept.mutate()} />
        ) : null}
      </div>
    </section>
  );
}

interface Attempt {
  readonly data: ImportReportDocument | undefined;
  readonly error: Error | null;
}

const outcomeOf = ({ data, error }: Attempt): Attempt | null => (data || error ? { data, error } : null);

/** What came, or would come, of it; or why it cannot be read at all. */
function Outcome({
  outcome,
  stored,
  words,
  onAccept,
}: {
  outcome: Attempt;
  stored: boolean;
  words: Words;
  onAccept: () => void;
}) {
  const { say } = words;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each outcome is read from its start
  useEffect(() => heading.current?.focus(), [outcome.data, outcome.error]);
  const refusal =
    outcome.error instanceof Problem ? (outcome.error.document.report as ImportReportDocument | undefined) : undefined;
  const report = outcome.data ?? refusal;
  if (!report) return <Trouble error={outcome.error} />;
  const possible = !stored && outcome.data !== undefined && report.accepted > 0;
  return (
    <section className={classes.outcome}>
      <h2 ref={heading} tabIndex={-1}>
        {say(stored ? 'web.import.stored' : refusal ? 'web.import.refusedAll' : 'web.import.would')}
      </h2>
      <ImportReport report={report} words={words} />
      {possible ? (
        <button type="button" className={classes.primary} onClick={onAccept}>
          {say('web.import.accept', { count: report.accepted })}
        </button>
      ) : null}
      {stored ? <Patients ids={report.patients} words={words} /> : null}
    </section>
  );
}

function Patients({ ids, words }: { ids: readonly string[]; words: Words }) {
  return (
    <p>
      {words.say('web.import.see')}{' '}
      {ids.slice(0, 20).map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Link to="/patients/$id" params={{ id }}>
            {id}
          </Link>
        </span>
      ))}
      {ids.length > 20 ? ` +${ids.length - 20}` : ''}
    </p>
  );
}
