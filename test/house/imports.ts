import { literalText, type Node, nodes, place, type SourceFile, syntaxTree } from './source.ts';

export interface Import {
  readonly at: string;
  /** Undefined when the target is computed, so that it cannot be checked. */
  readonly target: string | undefined;
  /** Gone at run time: `import type`, `export type … from`, `import('…').T`. */
  readonly typeOnly: boolean;
}

/** Everything a file imports: static, dynamic, types, re-exports, `require`. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: Node, source: unknown, typeOnly: boolean): void => {
    if (source) found.push({ at: place(file, node), target: literalText(source), typeOnly });
  };
  for (const node of nodes(syntaxTree(file))) {
    switch (node.type) {
      case 'ImportDeclaration':
        add(node, node.source, node.importKind === 'type');
        break;
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        add(node, node.source, node.exportKind === 'type');
        break;
      case 'ImportExpression':
        add(node, node.source, false);
        break;
      case 'TSImportType':
        add(node, node.source ?? node.argument, true);
        break;
      case 'TSExternalModuleReference':
        add(node, node.expression, false);
        break;
      case 'CallExpression':
        if ((node.callee as Node).name === 'require') add(node, (node.arguments as Node[])[0], false);
        break;
    }
  }
  return found;
}
