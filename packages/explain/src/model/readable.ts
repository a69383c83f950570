/**
 * JSON for people: a line for each member of an object, lists of plain values on one line.
 *
 * @param value  plain JSON
 */
export function readableJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((own) => typeof own !== 'object' || own === null))
      return `[${value.map((own) => JSON.stringify(own)).join(', ')}]`;
    return `[\n${value.map((own) => deeper + readableJson(own, deeper)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).filter(([, own]) => own !== undefined);
  if (members.length === 0) return '{}';
  const lines = members.map(([key, own]) => `${deeper}${JSON.stringify(key)}: ${readableJson(own, deeper)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
