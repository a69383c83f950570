import type { MultipartFile } from '@fastify/multipart';
import type { IncomingFile, IntakeRequest } from '@linea/registry/intake';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { issuesIn, readApart } from '../http/schemas.ts';

/** What an import may weigh: bytes of a file, files, characters of a field. */
export const LIMITS = {
  fileSize: 512 * 1024 * 1024,
  files: 20,
  fields: 10,
  fieldSize: 1000,
  headerPairs: 50,
  parts: 30,
};

const flag = z.enum(['true', 'false']).optional();

/** Fields beside the files. */
const fields = z.strictObject({
  format: z.string().optional().describe('auto (default), linea, csv, xlsx'),
  centre: z.string().optional().describe('Centre of facts that name none'),
  patient: z.string().optional().describe('Patient of facts that name none'),
  dryRun: flag.describe('Say what would happen, and store nothing'),
  acceptValid: flag.describe('Of tables: keep the valid facts although others are refused'),
});

/** The whole form, as OpenAPI describes it. */
export const importForm = readApart(
  fields.extend({
    files: z.array(z.file()).describe("Linea's JSON, or tables (CSV, XLSX)"),
    mapping: z.file().optional().describe('Of tables: what each column is (YAML)'),
  }),
);

export interface ImportRequest extends IntakeRequest {
  readonly dryRun: boolean;
}

/** The files and fields of a form. @throws {Refusal} no form, too large, broken, or with a field that nobody reads */
export async function readForm(request: FastifyRequest): Promise<ImportRequest> {
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
