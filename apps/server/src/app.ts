import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { DisclosureLimit } from '@linea/cohort/explore';
import { LEAST_AT_RISK, LEAST_SHOWN } from '@linea/explain';
import type { Store } from '@linea/registry';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { FormsFile } from './centre/forms-file.ts';
import { CohortTables } from './cohort/cohort-tables.ts';
import { sendSecurityHeaders } from './http/headers.ts';
import { KeptAnswers } from './http/kept-answers.ts';
import { describeApi } from './http/openapi.ts';
import { checkOrigins } from './http/origin.ts';
import { requirePermissions, THE_LOCAL_USER, type User } from './http/permission.ts';
import { answerProblems, refuseAddress } from './http/problem.ts';
import { holdToSchemas } from './http/schemas.ts';
import { Journeys } from './patients/journeys.ts';
import { bedsideRoutes } from './routes/bedside.ts';
import { boardRoutes } from './routes/board.ts';
import { changeRoutes } from './routes/changes.ts';
import { cohortRoutes } from './routes/cohort.ts';
import { cohortPatientRoutes } from './routes/cohort-patients.ts';
import { criteriaRoutes } from './routes/criteria.ts';
import { cutRoutes } from './routes/cuts.ts';
import { documentRoutes } from './routes/documents.ts';
import { formsRoutes } from './routes/forms.ts';
import { healthRoutes } from './routes/health.ts';
import { importRoutes } from './routes/import.ts';
import { journeyRoutes } from './routes/journey.ts';
import { pageRoutes } from './routes/page.ts';
import { patientRoutes } from './routes/patients.ts';
import { protocolRoutes } from './routes/protocols.ts';
import { queryRoutes } from './routes/queries.ts';
import { studyRoutes } from './routes/study.ts';
import { therapyRoutes } from './routes/therapies.ts';
import { worklistRoutes } from './routes/worklist.ts';
import { StudyFolder } from './study/study-folder.ts';
import { Worklists } from './worklist/worklists.ts';

export interface AppOptions {
  readonly store: Pick<Store, 'as'>;
  /** Where the web app was built; a folder without one means no page. */
  readonly page: string;
  readonly version: string;
  /** A folder with what a study came to: its models and its report. Without one there is no study. */
  readonly study?: string | undefined;
  /** How few patients may be told apart in figures of many. Default: the project's own convention. */
  readonly disclosure?: Partial<DisclosureLimit> | undefined;
  /** The file in which centres write their months and field lists; one that is not there says nothing. */
  readonly forms?: string | undefined;
  /** Who asks. Default: everybody is the one local user, as there are no accounts yet. */
  readonly userOf?: (request: FastifyRequest) => User;
  /** The hash of the program that runs: what it works out is kept in the database for its next start. Default: nothing is. */
  readonly program?: Promise<string | null> | undefined;
  readonly now: () => Date;
  readonly log: { readonly level: 'info' | 'error' | 'silent'; readonly stream: Writable };
}

const BODY_LIMIT = 1024 * 1024;

/** The server before it listens: every route with its schema and its permission, every answer with its headers. */
export async function buildApp({
  store,
  page,
  version,
  study,
  disclosure,
  forms,
  program = Promise.resolve(null),
  now,
  log,
  userOf,
}: AppOptions): Promise<FastifyInstance> {
  let stopping = false;
  const app = Fastify({
    logger: { level: log.level, stream: log.stream, redact: ['req.headers'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be decoded reaches no route and no hook.
    frameworkErrors: (error, request, reply) => void refuseAddress(error, request, reply),
  });
  app.addHook('preClose', async () => {
    stopping = true;
    worklists.stop();
    cohorts.stop();
  });
  // Who stops closes the database under what is done beside the requests.
  const failed =
    (what: string) =>
    (error: unknown): void => {
      if (!stopping) app.log.error({ err: error }, what);
    };
  requirePermissions(app, userOf ?? (() => THE_LOCAL_USER));
  checkOrigins(app);
  answerProblems(app);
  holdToSchemas(app);
  await sendSecurityHeaders(app);
  app.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.config.permission !== 'public' && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });
  // Ids, routes and times: never a value, and no address with what stands behind its question mark.
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
  await describeApi(app, version);
  healthRoutes(app, store, version, () => stopping);
  criteriaRoutes(app);
  patientRoutes(app, store);
  const journeys = new Journeys(now);
  const answered = new KeptAnswers();
  journeyRoutes(app, store, journeys, answered);
  bedsideRoutes(app, store, journeys, now);
  protocolRoutes(app, store);
  boardRoutes(app, store, journeys);
  queryRoutes(app, store, journeys, now);
  const folder = new StudyFolder(study);
  therapyRoutes(app, store, folder, now, answered);
  const formsFile = new FormsFile(forms);
  formsRoutes(app, store, formsFile);
  const worklists = new Worklists(store, formsFile, {
    now,
    program,
    failed: failed('worklist'),
  });
  worklistRoutes(app, worklists, now);
  cutRoutes(app, store);
  studyRoutes(app, store, folder, now);
  const cohorts = new CohortTables(store, now, program, failed('cohort'));
  const limit = { leastShown: LEAST_SHOWN, leastAtRisk: LEAST_AT_RISK, ...disclosure };
  cohortRoutes(app, cohorts, limit);
  cohortPatientRoutes(app, cohorts, limit);
  documentRoutes(app, store, journeys, folder, answered);
  changeRoutes(app, store);
  await importRoutes(app, store);
  await pageRoutes(app, page);
  return app;
}
