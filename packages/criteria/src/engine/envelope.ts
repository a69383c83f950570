/** Members of every answer; those of one criterion alone have other names. */
export const ENVELOPE: ReadonlySet<string> = new Set([
  'criterion',
  'version',
  'params',
  'because',
  'assuming',
  'warnings',
  'status',
  'value',
  'possible',
  'missing',
  'error',
]);
