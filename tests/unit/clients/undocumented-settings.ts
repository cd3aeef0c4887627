import ts from 'typescript';

/**
 * The settings of a file, as they are written, with the comment right above each. A setting is a `name: value` outside
 * functions with a name; a value that is an object has settings of its own instead.
 */
function settingsOf(code: string): ReadonlyMap<string, string> {
  const file = ts.createSourceFile('client.ts', code, ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node)) return;
    if (
      ts.isMethodDeclaration(node) ||
      (ts.isPropertyAssignment(node) && !ts.isObjectLiteralExpression(node.initializer))
    ) {
      const comments = ts.getLeadingCommentRanges(code, node.getFullStart()) ?? [];
      found.set(node.getText(file), comments.map(({ pos, end }) => code.slice(pos, end)).join(' '));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The settings of a file that no comment right above them says where they are documented; what `base` has too is none. */
export function undocumentedSettings(code: string, base: string): string[] {
  const known = settingsOf(base);
  return [...settingsOf(code)]
    .filter(([text, comment]) => !known.has(text) && !/ https:\/\/\S+$/.test(comment))
    .map(([text]) => text);
}
