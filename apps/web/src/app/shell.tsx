import { type ErrorComponentProps, Link, Outlet, useRouter } from '@tanstack/react-router';
import { Problem } from '../api/client.ts';
import { LANGUAGES } from '../language/language.ts';
import { Speaking, useSay } from '../language/say.tsx';
import classes from './shell.module.css';
import { useLanguage } from './use-language.ts';
import { useTitle } from './use-title.ts';

/** What every page stands in: where one is, in which language, and what Linea is not for. */
export function Shell() {
  const language = useLanguage();
  return (
    <Speaking language={language}>
      <Frame />
    </Speaking>
  );
}

function Frame() {
  const say = useSay();
  return (
    <>
      <a href="#content" className={classes.skip}>
        {say('web.skip')}
      </a>
      <header>
        <div className={classes.header}>
          <Link to="/" className={classes.brand} aria-label={say('web.home')}>
            <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="7" fill="#123c6d" />
              <path
                d="M5 22h6l4-12 4 8 2-4h6"
                fill="none"
                stroke="#fff"
                strokeWidth="2.6"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
            Linea
          </Link>
          <nav className={classes.nav} aria-label={say('web.nav')}>
            <Link to="/" activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
              {say('web.patients')}
            </Link>
            <Link to="/worklist" activeProps={{ 'aria-current': 'page' }}>
              {say('web.worklist')}
            </Link>
            <Link to="/queries" activeProps={{ 'aria-current': 'page' }}>
              {say('web.queries')}
            </Link>
            <Link to="/cohort" activeProps={{ 'aria-current': 'page' }}>
              {say('web.cohort')}
            </Link>
            <Link to="/study" activeProps={{ 'aria-current': 'page' }}>
              {say('web.study')}
            </Link>
            <Link to="/import" activeProps={{ 'aria-current': 'page' }}>
              {say('web.import')}
            </Link>
          </nav>
          <Languages />
        </div>
        <p className={classes.notice}>
          <strong>{say('web.researchUse')}</strong> {say('web.loopback')}
        </p>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

function Languages() {
  const say = useSay();
  const current = useLanguage();
  return (
    <nav className={classes.languages} aria-label={say('web.language')}>
      {LANGUAGES.map((lang) => (
        <Link
          key={lang}
          to="."
          search={(before) => ({ ...before, lang })}
          replace
          lang={lang}
          aria-current={lang === current ? 'true' : undefined}
          aria-label={lang === 'it' ? 'IT, Italiano' : 'EN, English'}
        >
          {lang.toUpperCase()}
        </Link>
      ))}
    </nav>
  );
}

/** An address that leads nowhere. */
export function Lost() {
  const say = useSay();
  useTitle(say('web.lost'));
  return (
    <section className={classes.trouble}>
      <h1>{say('web.lost')}</h1>
      <Link to="/">{say('web.lost.back')}</Link>
    </section>
  );
}

/** What browsers say of a part of Linea that could not be fetched: no server, or one that has been renewed since. */
const UNLOADED = /dynamically imported|preload|importing a module/i;

/** What went wrong, in the server's words where it gave some. */
export function Trouble({ error, reset }: Partial<Pick<ErrorComponentProps, 'reset'>> & { error: unknown }) {
  const say = useSay();
  const router = useRouter();
  const problem = error instanceof Problem ? error.document : undefined;
  const isUnloaded = error instanceof Error && UNLOADED.test(error.message);
  return (
    <section className={classes.trouble} role="alert">
      <h1>
        {problem?.title ?? say(isUnloaded || error instanceof TypeError ? 'web.trouble.noAnswer' : 'web.trouble')}
      </h1>
      {problem?.detail ? <p>{problem.detail}</p> : null}
      <ul>
        {problem?.issues.map(({ code, at, message }) => (
          <li key={`${code} ${at}`}>{message}</li>
        ))}
      </ul>
      <button
        type="button"
        className={classes.again}
        onClick={() => {
          if (isUnloaded) return window.location.reload();
          reset?.();
          void router.invalidate();
        }}
      >
        {say('web.again')}
      </button>
    </section>
  );
}
