import ts from 'typescript';

/** Where it is documented, or that it is nothing of the library's: the two ways in which a page tells of it. */
const MARK =
  /^(?:\/\/ .+ https:\/\/\S+|\/\/ Your own code: .+|\/\*\* .+ https:\/\/\S+ \*\/|\/\*\* Your own code: .+ \*\/)$/;

/** The exported function is how the exam calls the library, and is looked into. */
const CALL = 'call';

/**
 * What decides how a file behaves, as it is written, and whether a mark stands right above it: what stands in objects
 * and is handed to functions, what is assigned, what branches, and all that the file declares. An object has settings
 * of its own instead, and so has a function that gives back nothing but an object. A name is told where it is declared,
 * and what is within a thing is told with it.
 */
function settingsOf(code: string): ReadonlyMap<string, boolean> {
  const file = ts.createSourceFile('client.ts', code, ts.ScriptTarget.Latest, true);
  const found = new Map<string, boolean>();
  const isMarked = (node: ts.Node): boolean => {
    const { pos, end } = ts.getLeadingCommentRanges(code, node.getFullStart())?.at(-1) ?? { pos: 0, end: 0 };
    return MARK.test(code.slice(pos, end));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (!isSetting(node)) {
      ts.forEachChild(node, visit);
      return;
    }
    let place = node;
    while (!isMarked(place) && !endsAt(place)) place = place.parent;
    found.set(node.getText(file), isMarked(place));
  };
  file.forEachChild(visit);
  return found;
}

function isSetting(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return !hasSettings(node.initializer);
  if (ts.isSpreadAssignment(node)) return !isDeclared(node.expression);
  if (ts.isObjectLiteralElement(node)) return true;
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) {
    if (node.name?.getText() === CALL && isOutermost(node)) return false;
    return ts.isFunctionDeclaration(node) || node.initializer === undefined || !hasSettings(node.initializer);
  }
  if (ts.isClassDeclaration(node) || ts.isIfStatement(node) || ts.isThrowStatement(node)) return true;
  if (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node)) return true;
  if (ts.isConditionalExpression(node)) return true;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return true;
  return isArgument(node) && !isName(node) && !(ts.isExpression(node) && hasSettings(node));
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether what is in it is told, part by part: an object, and what an object is handed to or given back by. */
function hasSettings(node: ts.Expression): boolean {
  if (ts.isObjectLiteralExpression(node)) return true;
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) return hasSettings(node.expression);
  if (ts.isArrowFunction(node)) return !ts.isBlock(node.body) && ts.isObjectLiteralExpression(unwrap(node.body));
  const given = ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  return given.some((each) => ts.isObjectLiteralExpression(each));
}

function unwrap(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? node.expression : node;
}

function isArgument(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  return parent.arguments?.some((each) => each === node) ?? false;
}

/** `limit`, `settings.limit` and `limit ?? other`: nothing that is not told elsewhere. */
function isName(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return isName(node.expression);
  if (ts.isBinaryExpression(node)) return isName(node.left) && isName(node.right);
  return ts.isIdentifier(node);
}

/** Whether it is a constant of the same file, which is told there. */
function isDeclared(node: ts.Expression): boolean {
  const declared = node
    .getSourceFile()
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText()));
  return ts.isIdentifier(node) && declared.includes(node.text);
}

function isOutermost(node: ts.Node): boolean {
  return ts.isSourceFile(node.parent) || (ts.isVariableDeclaration(node) && isOutermost(node.parent.parent));
}

/** A mark stands above the thing itself, or above the call or statement that it is a part of. */
function endsAt(node: ts.Node): boolean {
  return ts.isStatement(node) || ts.isObjectLiteralElement(node) || ts.isSourceFile(node);
}

/** The settings of a file that nothing right above them tells of; what `base` has too is none. */
export function undocumentedSettings(code: string, base: string): string[] {
  const known = settingsOf(base);
  return [...settingsOf(code)].filter(([text, isTold]) => !isTold && !known.has(text)).map(([text]) => text);
}
