import type { Words } from '@linea/briefs';
import { type Fact, view } from '@linea/facts';
import type { BedsideDocument } from '@linea/registry/contract';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Desk } from '../../offline/use-desk.ts';
import classes from './bedside-page.module.css';
import { EntryForm } from './entry-form.tsx';
import { goTo, gradeShort } from './grade-words.ts';
import { items } from './items.ts';
import { LiveGrades } from './live-grades.tsx';
import { type Draft, isEmpty, wardTime } from './model/draft.ts';
import { columnOf, factsOfObservation } from './model/grade.ts';
import { observationOf } from './model/observation-of.ts';

interface ObservingProps {
  readonly id: string;
  readonly document: BedsideDocument | null;
  readonly saved: readonly Fact[];
  readonly desk: Desk;
  readonly words: Words;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly fresh: () => Draft;
}

const NO_INFUSION = 'infusion:unknown';

/** A new observation: the form, the grades as it is typed, and the button that writes it down. */
export function Observing({ id, document, saved, desk, words, open, onOpen, fresh }: ObservingProps) {
  const { say } = words;
  const { draft, change } = desk;
  const [asked, setAsked] = useState(false);
  const [why, setWhy] = useState(false);
  const admission = document?.admission?.event;
  const whose = useMemo(() => ({ patient: id, ...(admission === undefined ? {} : { admission }) }), [id, admission]);
  const now = wardTime(new Date());
  const { findings } = useMemo(() => observationOf(draft, whose, items, now), [draft, whose, now]);
  const live = useLive(useDeferredValue(draft), saved, document);
  const isTyping = open || !isEmpty(draft);
  if (!isTyping)
    return (
      <button type="button" className={classes.begin} onClick={() => onOpen(true)}>
        {say('web.bedside.begin')}
      </button>
    );
  const blocking = findings.filter(({ blocks }) => blocks);
  const write = (): void => {
    if (blocking[0]) {
      setAsked(true);
      goTo(blocking[0].field);
      return;
    }
    const known = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    setAsked(false);
    onOpen(false);
    void desk.write(observationOf(draft, { ...whose, known }, items, now).observation, fresh());
    window.scrollTo({ top: 0 });
  };
  const shown = findings.filter(({ blocks, issue }) => asked || !blocks || issue.code !== 'unit.missing');
  return (
    <section className={classes.observing} aria-labelledby="bedside-new">
      <h2 id="bedside-new">{say('web.bedside.new')}</h2>
      <EntryForm typing={{ draft, change, findings: shown, words }} hasCapd={hasCapd(saved, draft)} />
      <div className={classes.aside} data-open={why}>
        <div className={classes.cards} id="bedside-live">
          <LiveGrades live={live} words={words} onGo={() => setWhy(false)} />
        </div>
        <div className={classes.bar}>
          <button
            type="button"
            className={classes.barGrades}
            aria-expanded={why}
            aria-controls="bedside-live"
            onClick={() => setWhy(!why)}
          >
            <span>CRS {gradeShort(live?.crs ?? null)}</span>
            <span>ICANS {gradeShort(live?.icans ?? null)}</span>
            <small>{say(why ? 'web.bedside.less' : 'web.bedside.why')}</small>
          </button>
          <button type="button" className={classes.write} disabled={isEmpty(draft)} onClick={write}>
            {say('web.bedside.write')}
          </button>
          <p className={classes.kept} role="status">
            {asked && blocking.length > 0
              ? say('web.bedside.blocked', { count: blocking.length })
              : say(`web.bedside.keeping.${isEmpty(draft) ? 'empty' : desk.keeping}`)}
          </p>
        </div>
      </div>
    </section>
  );
}

/** The observation that is being typed, graded with everything before it. */
function useLive(draft: Draft, saved: readonly Fact[], document: BedsideDocument | null) {
  const before = useMemo(() => view(saved), [saved]);
  return useMemo(() => {
    if (isEmpty(draft)) return undefined;
    const patient = document?.patient ?? saved[0]?.patient ?? 'unknown';
    const admission = document?.admission?.event ?? NO_INFUSION;
    const { observation } = observationOf(draft, { patient, admission }, items, draft.at);
    const recorded = new Date().toISOString();
    const typed = factsOfObservation(observation, document?.centre ?? '', items, recorded);
    return columnOf(before, typed, admission, `daily:${draft.key}`);
  }, [draft, saved, before, document]);
}

/** Children, and patients with a delay of development, are asked by CAPD; so is who was asked by it before. */
function hasCapd(saved: readonly Fact[], draft: Draft): boolean {
  const born = saved.findLast(({ code }) => code === 'demo.birthYear')?.value;
  const isChild = born?.kind === 'number' && Number(draft.at.slice(0, 4)) - born.number < 13;
  const delay = saved.findLast(({ code }) => code === 'demo.developmentalDelay')?.value;
  const isDelayed = delay?.kind === 'code' && delay.code === 'yes';
  return isChild || isDelayed || saved.some(({ code }) => code === 'day.capd');
}
