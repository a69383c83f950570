import type { OptionDocument, OptionsDocument } from '@linea/registry/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { optionsQuery, wordsQuery } from '../../api/queries.ts';
import type { OptionsSearch } from '../../app/search.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useSay } from '../../language/say.tsx';
import { DayInput, PatientFrame } from '../patient/patient-frame.tsx';
import { EstimatesBeside } from './estimates-beside.tsx';
import { OptionCard, Reason } from './option-card.tsx';
import classes from './options.module.css';

const route = getRouteApi('/patients/$id/options');
const GROUPS = ['sameTarget', 'undecided', 'trialOnly', 'notMatched', 'notYet'] as const;

/** Therapies held against the facts of a day. */
export function OptionsPage() {
  const { id } = route.useParams();
  const { asOf, since } = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const language = useLanguage();
  const words = useQuery(wordsQuery(language));
  const options = useQuery(optionsQuery(id, { asOf, since }, language));
  if (options.error) return <Trouble error={options.error} reset={() => void options.refetch()} />;
  const found = options.data;
  if (!found || !words.data || found.patient !== id) return <p role="status">{say('web.loading')}</p>;
  const choose = (change: { asOf?: string | undefined; since?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }) as OptionsSearch, replace: true });
  return (
    <PatientFrame
      id={id}
      title={say('web.options.of', { patient: id })}
      synthetic={found.synthetic}
      controls={
        <>
          <DayInput label={say('web.asOf')} value={found.asOf} onChange={(day) => choose({ asOf: day })} />
          <DayInput label={say('web.options.since')} value={found.since} onChange={(day) => choose({ since: day })} />
        </>
      }
    >
      <div aria-busy={options.isPlaceholderData}>
        <Found of={found} asOf={asOf} group={(name) => words.data.say(`therapy.group.${name}`)} />
      </div>
    </PatientFrame>
  );
}

interface FoundProps {
  readonly of: OptionsDocument;
  readonly asOf: string | undefined;
  readonly group: (name: OptionDocument['group']) => string;
}

function Found({ of, asOf, group }: FoundProps) {
  const say = useSay();
  return (
    <div className={classes.columns}>
      <section aria-labelledby="matching" className={classes.main}>
        <h2 id="matching">{say('web.options.count', { count: of.options.length, asOf: of.asOf })}</h2>
        <p className={classes.note}>
          <strong>{of.researchUse}</strong> {of.notChecked}
        </p>
        {of.options.length > 1 ? <p className={classes.note}>{of.sortedBy}</p> : null}
        {of.options.map((option) => (
          <OptionCard key={option.id} option={option} />
        ))}
        {GROUPS.map((name) => {
          const these = of.others.filter((option) => option.group === name);
          return these.length === 0 ? null : (
            <section key={name} className={classes.group} aria-label={group(name)}>
              <h2>{group(name)}</h2>
              {these.map((option) => (
                <details key={option.id} className={classes.other}>
                  <summary>
                    <span className={classes.otherName}>{option.name}</span> <Reason option={option} />
                  </summary>
                  <OptionCard option={option} />
                </details>
              ))}
            </section>
          );
        })}
      </section>
      <div className={classes.aside}>
        <EstimatesBeside of={of} asOf={asOf} group={group} />
        <Changes of={of} />
      </div>
    </div>
  );
}

/** What had changed since the other day, one therapy after the other. */
function Changes({ of: { changes, since, comparable } }: { readonly of: OptionsDocument }) {
  const say = useSay();
  return (
    <section className={classes.changes} aria-labelledby="changes">
      <h2 id="changes">{say('web.options.changes', { since })}</h2>
      {comparable ? null : <p className={classes.note}>{say('web.options.notComparable')}</p>}
      {comparable && changes.length === 0 ? <p className={classes.note}>{say('web.options.noChanges')}</p> : null}
      <dl>
        {changes.map(({ id, name, text }) => (
          <div key={id}>
            <dt>{name}</dt>
            {text.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
