import { momentText, type Words } from '@linea/briefs';
import type { BedsideDocument } from '@linea/registry/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { bedsideQuery } from '../../api/bedside.ts';
import { Problem } from '../../api/client.ts';
import { wordsQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import { type Desk, useDesk } from '../../offline/use-desk.ts';
import classes from './bedside-page.module.css';
import { CorrectForm } from './correct-form.tsx';
import { Courses } from './courses.tsx';
import { DeskStatus } from './desk-status.tsx';
import { timeText } from './grade-words.ts';
import { GuidancePanel } from './guidance-panel.tsx';
import { draftOf, emptyDraft, wardTime } from './model/draft.ts';
import { columnsOf, type SheetFact } from './model/table.ts';
import { Observing } from './observing.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { SheetTable } from './sheet-table.tsx';
import { useSheet } from './use-sheet.ts';

const route = getRouteApi('/patients/$id/bedside');
const fresh = () => emptyDraft(crypto.randomUUID(), wardTime(new Date()));

/** The bedside sheet of one admission: what is seen is typed, graded as it is typed, and kept until the registry has it. */
export function BedsidePage() {
  const say = useSay();
  const { id } = route.useParams();
  useTitle(say('web.bedside.of', { patient: id }));
  const { admission } = route.useSearch();
  const language = useLanguage();
  const queries = useQueryClient();
  const words = useQuery(wordsQuery(language));
  const sheet = useQuery(bedsideQuery(id, admission, language));
  const onSent = useCallback(() => {
    void queries.invalidateQueries({ queryKey: ['bedside', id] });
    void queries.invalidateQueries({ queryKey: ['journey', id] });
  }, [queries, id]);
  const desk = useDesk({ patient: id, admission: admission ?? '', lang: language, fresh, onSent });
  const { keepCopy, ready, copy } = desk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each sheet that comes
  useEffect(() => {
    if (sheet.data && ready) keepCopy(sheet.data);
  }, [sheet.data, ready]);
  const silent = sheet.error !== null && !(sheet.error instanceof Problem);
  useEffect(() => {
    if (!silent) return;
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: ['bedside', id] }), 15_000);
    return () => clearInterval(timer);
  }, [silent, queries, id]);
  if (words.error || (sheet.error && !silent))
    return (
      <Trouble error={words.error ?? sheet.error} reset={() => void Promise.all([words.refetch(), sheet.refetch()])} />
    );
  if (!words.data || !ready || (sheet.isPending && !copy)) return <p role="status">{say('web.loading')}</p>;
  const document = sheet.data ?? copy?.sheet ?? null;
  return (
    <Loaded
      key={`${id} ${admission ?? ''}`}
      id={id}
      document={document}
      copyAt={sheet.data && !silent ? null : (copy?.at ?? '')}
      desk={desk}
      words={words.data}
    />
  );
}

interface LoadedProps {
  readonly id: string;
  /** Null: the network is away and no copy lies here. */
  readonly document: BedsideDocument | null;
  readonly copyAt: string | null;
  readonly desk: Desk;
  readonly words: Words;
}

function Loaded({ id, document, copyAt, desk, words }: LoadedProps) {
  const { say } = words;
  const { sheet, facts, waitingEvents, saved } = useSheet(id, document, desk);
  const [typing, setTyping] = useState(false);
  const [correcting, setCorrecting] = useState<string | null>(null);
  const columns = useMemo(() => (sheet ? columnsOf(sheet, facts) : []), [sheet, facts]);
  const corrected = columns.find(({ observation }) => observation.event === correcting);
  const title = corrected
    ? [
        corrected.day === null ? '' : say('bedside.day', { day: corrected.day }),
        timeText(corrected.observation.at, words),
      ]
        .join(' ')
        .trim()
    : '';
  const reopen = (row: string): void => {
    const found = desk.waiting.find((one) => one.id === row);
    if (!found) return;
    desk.change(draftOf(found.observation, crypto.randomUUID()));
    void desk.discard(row);
    setTyping(true);
  };
  return (
    <div className={classes.page}>
      <Head id={id} document={document} words={words} />
      <DeskStatus desk={desk} copyAt={copyAt} words={words} onReopen={reopen} onWipe={() => void desk.wipe(fresh())} />
      {document && !document.admission ? <p className={classes.nothing}>{say('web.bedside.noInfusion')}</p> : null}
      {document && !document.admission ? null : (
        <Observing
          id={id}
          document={document}
          saved={saved}
          desk={desk}
          words={words}
          open={typing}
          onOpen={setTyping}
          fresh={fresh}
        />
      )}
      <GuidancePanel sheet={sheet} document={document} saved={saved} words={words} />
      <Courses sheet={sheet} document={document} words={words} />
      <div className={classes.sheet}>
        <h2>{say('web.bedside.sheet')}</h2>
        {corrected ? (
          <CorrectForm
            key={corrected.observation.event}
            event={corrected.observation.event}
            title={title}
            facts={corrected.observation.facts.flatMap((one): readonly SheetFact[] =>
              facts.has(one) ? [facts.get(one) as SheetFact] : [],
            )}
            words={words}
            onClose={() => setCorrecting(null)}
            onCorrect={(said) => {
              setCorrecting(null);
              const known = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
              const whole = { patient: id, key: crypto.randomUUID(), known, values: [], drugs: [], ...said };
              void desk.write(whole, desk.draft);
            }}
          />
        ) : null}
        {sheet && sheet.observations.length > 0 ? (
          <SheetTable columns={columns} facts={facts} waiting={waitingEvents} words={words} onCorrect={setCorrecting} />
        ) : (
          <p className={classes.nothing}>{say('web.bedside.noObservations')}</p>
        )}
        {document?.admission ? <PrintSheet sheet={sheet} document={document} facts={facts} words={words} /> : null}
      </div>
    </div>
  );
}

function Head({ id, document, words }: Pick<LoadedProps, 'id' | 'document' | 'words'>) {
  const { say } = words;
  const admission = document?.admission;
  const others = (document?.admissions ?? []).filter(({ event }) => event !== admission?.event);
  return (
    <header className={classes.head}>
      <h1>
        {say('web.bedside.of', { patient: id })}
        {document?.synthetic ? <strong className={classes.synthetic}>{say('web.synthetic')}</strong> : null}
      </h1>
      <p>
        {admission
          ? say('web.bedside.infusion', { date: momentText(admission.infusion, say), product: admission.product ?? '' })
          : null}
        {others.map(({ event, infusion }) => (
          <Link
            key={event}
            to="/patients/$id/bedside"
            params={{ id }}
            search={{ admission: event }}
            className={classes.other}
          >
            {say('web.bedside.otherInfusion', { date: momentText(infusion, say) })}
          </Link>
        ))}
        <Link to="/patients/$id" params={{ id }}>
          {say('web.bedside.journey')}
        </Link>
      </p>
    </header>
  );
}
