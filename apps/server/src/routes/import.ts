import multipart, { type MultipartFile } from '@fastify/multipart';
import type { Store } from '@linea/registry';
import { importReportSchema, problemSchema } from '@linea/registry/contract';
import { type IncomingFile, type IntakeRequest, importJson, intakeOf } from '@linea/registry/intake';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accepted, Refusal } from '../http/refusal.ts';
import { issuesIn } from '../http/schemas.ts';
import { langQuery } from './query.ts';

/** What an import may weigh: bytes of a file, files, characters of a field. */
const LIMITS = { fileSize: 512 * 1024 * 1024, files: 20, fields: 10, fieldSize: 1000, headerPairs: 50, parts: 30 };

/** Fields beside the files. */
const fields = z.strictObject({
  format: z.string().optional(),
  centre: z.string().optional(),
  patient: z.string().optional(),
  dryRun: z.enum(['true', 'false']).optional(),
  acceptValid: z.enum(['true', 'false']).optional(),
});

/** Facts out of files, all or nothing. With `dryRun` it says what would happen. */
export async function importRoutes(plain: FastifyInstance, store: Pick<Store, 'as'>): Promise<void> {
  await plain.register(multipart, { limits: LIMITS, throwFileSizeLimit: true });
  plain.withTypeProvider<ZodTypeProvider>().post(
    '/api/import',
    {
      config: { permission: 'facts:write' },
      bodyLimit: LIMITS.fileSize + 1024 * 1024,
      schema: {
        summary:
          'Read facts in (multipart/form-data: files, mapping for tables, and format, centre, patient, dryRun, acceptValid)',
        consumes: ['multipart/form-data'],
        querystring: z.strictObject({ lang: langQuery }),
        response: { 200: importReportSchema, '4xx': problemSchema },
      },
    },
    async (request) => {
      const { dryRun, ...asked } = await partsOf(request);
      const intake = accepted(await intakeOf(asked));
      const report = await store.as(request.user.access).import(intake.read, { dryRun });
      const answer = importJson(report, dryRun, intake.tables());
      if (report.ok) return answer;
      throw new Refusal('refused', report.issues, { report: answer });
    },
  );
}

async function partsOf(request: FastifyRequest): Promise<IntakeRequest & { readonly dryRun: boolean }> {
  if (!request.isMultipart())
    throw new Refusal('mediaType', [{ code: 'http.notMultipart', at: 'Content-Type', allowed: 'multipart/form-data' }]);
  const files: IncomingFile[] = [];
  let mapping: IncomingFile | undefined;
  const said: Record<string, unknown> = {};
  try {
    for await (const part of request.parts({ preservePath: true })) {
      if (part.type === 'file' && part.fieldname === 'mapping') mapping = await fileOf(part);
      else if (part.type === 'file') files.push(await fileOf(part));
      else said[part.fieldname] = part.value;
    }
  } catch (error) {
    // A limit has a status of its own; everything else that the parser throws is a body that it cannot read.
    if ((error as { statusCode?: number }).statusCode) throw error;
    throw new Refusal('malformed', [{ code: 'request.malformed', at: 'body' }]);
  }
  const checked = fields.safeParse(said);
  if (!checked.success) throw new Refusal('refused', issuesIn(checked.error, ['body'], said));
  const { dryRun, acceptValid, ...options } = checked.data;
  return { files, mapping, ...options, acceptValid: acceptValid === 'true', dryRun: dryRun === 'true' };
}

const fileOf = async (part: MultipartFile): Promise<IncomingFile> => ({
  name: part.filename,
  bytes: await part.toBuffer(),
});
