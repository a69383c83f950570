import { randomUUID } from 'node:crypto';
import { shown } from '@linea/facts';
import { StoreRefused } from '@linea/registry';
import type { ProblemDocument } from '@linea/registry/contract';
import { issueText } from '@linea/registry/words';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sayFor } from './language.ts';
import { kindOf, Refusal } from './refusal.ts';

/** The media type of an answer that says why something was not done (RFC 9457). */
const PROBLEM = 'application/problem+json; charset=utf-8';

/** Every error as a problem document with an id that the log has too; what went wrong inside stays in the log. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(asRefusal(error), error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    return sendProblem(notFound(request), undefined, request, reply);
  });
}

/** What the framework refuses before any route and any hook: an address that is no text, or a name in it that is too long to be one. */
export function refuseAddress(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode } = error as { readonly statusCode?: number };
  const refusal =
    statusCode === 400 ? new Refusal('malformed', [{ code: 'request.malformed', at: '' }]) : notFound(request);
  reply.headers({ 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' });
  return sendProblem(refusal, undefined, request, reply);
}

/** Nothing is at this address. */
export const notFound = (request: FastifyRequest): Refusal =>
  new Refusal('notFound', [{ code: 'route.unknown', at: '', got: shown(request.url) }]);

function sendProblem(refusal: Refusal, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const say = sayFor(request);
  const id = randomUUID();
  const { status, kind, issues, more } = refusal;
  if (status >= 500) request.log.error({ err: error, problem: id }, kind);
  else request.log.info({ problem: id, codes: issues.map(({ code }) => code) }, kind);
  const detail = say(`problem.${kind}`, { id });
  const problem: ProblemDocument = {
    type: `urn:linea:problem:${kind}`,
    title: say(`problem.${kind}.title`),
    status,
    detail,
    id,
    issues: issues.map((issue) => ({ ...issue, message: issueText(issue, say) })),
    ...more,
  };
  return reply.code(status).header('cache-control', 'no-store').type(PROBLEM).send(JSON.stringify(problem));
}

/** What a library threw, as a refusal in our words; an error of ours says nothing but its id. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreRefused) return new Refusal('storage', error.issues);
  const { statusCode } = (typeof error === 'object' && error ? error : {}) as { readonly statusCode?: number };
  const kind = kindOf(statusCode);
  return new Refusal(kind, kind === 'ourError' ? [] : [{ code: `request.${kind}`, at: '' }]);
}
