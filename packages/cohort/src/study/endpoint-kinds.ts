import { HAPPENED } from '../endpoint/happened.ts';
import { TIMES } from '../endpoint/times.ts';

type Kind = 'benefit' | 'response' | 'toxicity' | 'competing';

const COMPETING: readonly string[] = ['nrm', 'ri'];
const isResponse = (id: string): boolean => /^(cr|orr)\d+m$/.test(id);

/** Every endpoint that a study may name, and the kind that it is. */
export const ENDPOINT_KINDS: Readonly<Record<string, Kind>> = Object.fromEntries([
  ...TIMES.map((id): [string, Kind] => [id, COMPETING.includes(id) ? 'competing' : 'benefit']),
  ...Object.keys(HAPPENED).map((id): [string, Kind] => [id, isResponse(id) ? 'response' : 'toxicity']),
]);
