/** An expression of R's formula notation. */
export type Expression =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Argument[] }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly type: 'group'; readonly inner: Expression };

export interface Argument {
  readonly name: string | undefined;
  readonly value: Expression;
}

/** `left ~ right`; `left` is undefined in a one-sided formula such as `~ age`. */
export interface Formula {
  readonly text: string;
  readonly left: Expression | undefined;
  readonly right: Expression;
}

export const isCall = (e: Expression, name: string): e is Expression & { type: 'call' } =>
  e.type === 'call' && e.name === name;

/** Every column name an expression mentions, in order of first mention. */
export function namesIn(expression: Expression, found: Set<string> = new Set()): Set<string> {
  switch (expression.type) {
    case 'name':
      return found.add(expression.name);
    case 'call':
      for (const { value } of expression.args) namesIn(value, found);
      return found;
    case 'binary':
      namesIn(expression.left, found);
      return namesIn(expression.right, found);
    case 'unary':
      return namesIn(expression.operand, found);
    case 'group':
      return namesIn(expression.inner, found);
    default:
      return found;
  }
}
