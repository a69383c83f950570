import { numberText } from '../frame/column.ts';
import type { Expression } from './expression.ts';

const TIGHT = new Set(['^', ':', '/']);
const PLAIN_NAME = /^(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*$/u;

/** An expression as R prints it, which is how R names a column: `log(bili)`, `I(age^2)`, `pmin(nodes, 20)`. */
export function deparse(e: Expression): string {
  switch (e.type) {
    case 'number':
      return numberText(e.value);
    case 'string':
      return JSON.stringify(e.value);
    case 'name':
      return PLAIN_NAME.test(e.name) ? e.name : `\`${e.name}\``;
    case 'call':
      return `${e.name}(${e.args.map(({ name, value }) => (name === undefined ? '' : `${name} = `) + deparse(value)).join(', ')})`;
    case 'binary': {
      const tight = TIGHT.has(e.operator) || e.operator.startsWith('%');
      return deparse(e.left) + (tight ? e.operator : ` ${e.operator} `) + deparse(e.right);
    }
    case 'unary':
      return e.operator + deparse(e.operand);
    case 'group':
      return `(${deparse(e.inner)})`;
  }
}
