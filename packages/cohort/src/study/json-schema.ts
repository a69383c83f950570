import { dictionary } from '@linea/facts';
import { z } from 'zod';
import { ENDPOINT_KINDS } from './endpoint-kinds.ts';
import { studySchema } from './study.ts';

interface Choice {
  readonly const: string;
  readonly description: string;
}

/** The JSON Schema of a study file: what editors complete from and show beside the mouse, codes of the dictionary with their words. */
export function studyJsonSchema(): unknown {
  const schema = z.toJSONSchema(studySchema, { io: 'input' }) as { $defs: Record<string, object> };
  const listed = (name: string, choices: readonly Choice[]): void => {
    schema.$defs[name] = { ...schema.$defs[name], anyOf: choices };
  };
  listed('code', [...dictionary().values()].map(({ code, labelEn, labelIt, unit }) => ({
    const: code, description: `${labelEn}${unit ? ` (${unit})` : ''} / ${labelIt}`,
  }))); // biome-ignore format: a table
  listed('setting', (dictionary().get('reg.setting')?.values ?? []).map(({ code, en, it }) => ({
    const: code, description: `${en} / ${it}`,
  }))); // biome-ignore format: a table
  listed(
    'endpoint',
    Object.entries(ENDPOINT_KINDS).map(([id, kind]) => ({ const: id, description: `kind: ${kind}` })),
  );
  return schema;
}
