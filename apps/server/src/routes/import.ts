import multipart from '@fastify/multipart';
import { refusedCsv } from '@linea/interop';
import type { Store } from '@linea/registry';
import { importReportSchema } from '@linea/registry/contract';
import { type ImportJson, importJson, withIntake } from '@linea/registry/intake';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { sayFor } from '../http/language.ts';
import { accepted, Refusal } from '../http/refusal.ts';
import { registryOf } from '../patients/known.ts';
import { answers } from './answers.ts';
import { type ImportRequest, importForm, LIMITS, readForm } from './import-form.ts';
import { langQuery } from './query.ts';

/** Facts out of files, all or nothing; and the list of what was refused, to open in a spreadsheet. */
export async function importRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): Promise<void> {
  await plain.register(multipart, { limits: LIMITS, throwFileSizeLimit: true });
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const route = {
    config: { permission: 'facts:write' },
    bodyLimit: LIMITS.fileSize + 1024 * 1024,
  } as const;
  const asked = {
    consumes: ['multipart/form-data'],
    body: importForm,
    querystring: z.strictObject({ lang: langQuery }),
  };
  const read = async (request: FastifyRequest, form: ImportRequest, dryRun: boolean) => {
    const done = await withIntake(form, async (intake) => {
      const report = await registryOf(request, store).import(intake.read, { dryRun });
      return { ok: report.ok, answer: importJson(report, dryRun, intake.tables()) };
    });
    return accepted(done);
  };

  app.post(
    '/api/import',
    {
      ...route,
      schema: {
        ...asked,
        summary: 'Read facts in, all or nothing; the same files twice add nothing',
        operationId: 'importFacts',
        response: answers(importReportSchema, 'What came in, or with dryRun would'),
      },
    },
    async (request) => {
      const form = await readForm(request);
      const { ok, answer } = await read(request, form, form.dryRun);
      if (ok) return answer as never;
      throw new Refusal('refused', answer.issues, { report: answer });
    },
  );

  app.post(
    '/api/import/refused',
    {
      ...route,
      schema: {
        ...asked,
        summary: 'Every cell that would be refused, as a CSV; nothing is stored',
        operationId: 'listRefused',
        response: {
          ...answers(z.string(), ''),
          200: { description: 'The list', content: { 'text/csv': { schema: z.string() } } },
        },
      },
    },
    async (request, reply) => {
      const say = sayFor(request);
      const { answer } = await read(request, await readForm(request), true);
      const list = refusedCsv(refusedIn(answer), ({ code }) => say.or(`issue.${code}`, code));
      reply.header('content-disposition', 'attachment; filename="linea-refused.csv"');
      return reply.type('text/csv; charset=utf-8').send(list as never);
    },
  );
}

/** Of tables cell by cell; of other files issue by issue. */
const refusedIn = ({ refusedCells, issues }: ImportJson) =>
  refusedCells ?? issues.map(({ code, at, got = '', allowed }) => ({ file: at, code, got, allowed }));
