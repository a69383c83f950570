import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { patientsQuery } from '../api/queries.ts';
import { preferredLanguage } from '../language/language.ts';
import { PatientsPage } from '../pages/patients/patients-page.tsx';
import { cohortSearch } from './cohort-search.ts';
// biome-ignore format: a list
import {
  anySearch, bedsideSearch, documentsSearch, figuresSearch, journeySearch, optionsSearch, parseSearch, predictSearch, queriesSearch,
  stringifySearch,
  worklistSearch,
} from './search.ts';
import { Lost, Shell, Trouble } from './shell.tsx';
import { daySearch, formsSearch } from './therapy-search.ts';

interface Context {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  validateSearch: anySearch,
  search: { middlewares: [retainSearchParams(['lang'])] },
  component: Shell,
  notFoundComponent: Lost,
});

const regimens = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/regimen',
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('../pages/therapies/regimen-page.tsx'), 'RegimenPage'),
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/decision',
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('../pages/therapies/decision-page.tsx'), 'DecisionPage'),
});

const forms = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/forms',
  validateSearch: formsSearch,
  component: lazyRouteComponent(() => import('../pages/forms/forms-page.tsx'), 'FormsPage'),
});

const patients = createRoute({
  getParentRoute: () => root,
  path: '/',
  loaderDeps: ({ search }) => ({ lang: search.lang ?? preferredLanguage(navigator.languages) }),
  loader: ({ context, deps }) => void context.queries.prefetchQuery(patientsQuery(deps.lang)),
  component: PatientsPage,
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id',
  validateSearch: journeySearch,
  component: lazyRouteComponent(() => import('../pages/journey/journey-page.tsx'), 'JourneyPage'),
});

const options = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/options',
  validateSearch: optionsSearch,
  component: lazyRouteComponent(() => import('../pages/therapies/options-page.tsx'), 'OptionsPage'),
});

const predict = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/predict',
  validateSearch: predictSearch,
  component: lazyRouteComponent(() => import('../pages/predict/predict-page.tsx'), 'PredictPage'),
});

const study = createRoute({
  getParentRoute: () => root,
  path: '/study',
  component: lazyRouteComponent(() => import('../pages/study/study-page.tsx'), 'StudyPage'),
});

const cohort = createRoute({
  getParentRoute: () => root,
  path: '/cohort',
  validateSearch: cohortSearch,
  component: lazyRouteComponent(() => import('../pages/cohort/cohort-page.tsx'), 'CohortPage'),
});

const figures = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/figures',
  validateSearch: figuresSearch,
  component: lazyRouteComponent(() => import('../pages/figures/figures-page.tsx'), 'FiguresPage'),
});

const documents = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/documents',
  validateSearch: documentsSearch,
  component: lazyRouteComponent(() => import('../pages/documents/documents-page.tsx'), 'DocumentsPage'),
});

const bedside = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/bedside',
  validateSearch: bedsideSearch,
  component: lazyRouteComponent(() => import('../pages/bedside/bedside-page.tsx'), 'BedsidePage'),
});

const board = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/board',
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('../pages/board/board-page.tsx'), 'BoardPage'),
});

const patientQueries = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id/queries',
  validateSearch: daySearch,
  component: lazyRouteComponent(() => import('../pages/queries/patient-queries-page.tsx'), 'PatientQueriesPage'),
});

const allQueries = createRoute({
  getParentRoute: () => root,
  path: '/queries',
  validateSearch: queriesSearch,
  component: lazyRouteComponent(() => import('../pages/queries/queries-page.tsx'), 'QueriesPage'),
});

const worklist = createRoute({
  getParentRoute: () => root,
  path: '/worklist',
  validateSearch: worklistSearch,
  component: lazyRouteComponent(() => import('../pages/worklist/worklist-page.tsx'), 'WorklistPage'),
});

const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('../pages/import/import-page.tsx'), 'ImportPage'),
});

export const routerWith = (queries: QueryClient) =>
  createRouter({
    // biome-ignore format: a list
    routeTree: root.addChildren([patients, journey, options, predict, documents, figures, board, patientQueries, allQueries, worklist, study, cohort, bedside, regimens, decision, forms, importing]),
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: Trouble,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerWith>;
  }
}
