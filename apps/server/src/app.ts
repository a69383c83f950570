import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { sendSecurityHeaders } from './http/headers.ts';
import { describeApi } from './http/openapi.ts';
import { checkOrigins } from './http/origin.ts';
import { requirePermissions } from './http/permission.ts';
import { answerProblems } from './http/problem.ts';
import { holdToSchemas } from './http/schemas.ts';
import type { Patients } from './patients/source.ts';
import { criteriaRoutes } from './routes/criteria.ts';
import { healthRoutes } from './routes/health.ts';
import { patientRoutes } from './routes/patients.ts';

export interface AppOptions {
  readonly patients: Patients;
  readonly version: string;
  readonly now: () => Date;
  readonly log: { readonly level: 'info' | 'error' | 'silent'; readonly stream: Writable };
}

const BODY_LIMIT = 1024 * 1024;

/** The server before it listens: every route with its schema and its permission, every answer with its headers. */
export async function buildApp({ patients, version, now, log }: AppOptions): Promise<FastifyInstance> {
  let stopping = false;
  const app = Fastify({
    logger: { level: log.level, stream: log.stream, redact: ['req.headers'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  app.addHook('preClose', async () => {
    stopping = true;
  });
  requirePermissions(app);
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
  healthRoutes(app, patients, version, () => stopping);
  criteriaRoutes(app);
  patientRoutes(app, patients, now);
  return app;
}
