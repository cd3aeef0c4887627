import { parse, type AnyNode, type Node, type Program } from 'acorn';
import { transform } from 'sucrase';
import { NO_FUNCTION } from './harness/pick-client.ts';

/**
 * The code with a function to examine among its exports.
 *
 * Code that exports what may be a function stays as it is. Of other code, `name` is exported, else `fetchWithRetry`,
 * else its only function, else the only one that none of the others mentions: helpers are mentioned. A lone function
 * without a name will do as well. Throws a sentence where that leaves none or several; code that can't be read is given
 * back, for its errors are told where it is compiled.
 */
export function offerFunction(code: string, name?: string): string {
  const program = readProgram(code);
  if (program === undefined) return code;
  const foreign = commonJsWord(program);
  if (foreign !== undefined) {
    throw new Error(
      `It says "${foreign}", as CommonJS modules do, and the exam reads ES modules. Put "export" before the function that is to be examined, and take in what it needs with "import".`,
    );
  }
  if (exportsFunction(program)) {
    if (name !== undefined && isOnlyInside(program, name))
      throw new Error(`There is a function "${name}", but it is not exported. Put "export" before it.`);
    return code;
  }
  const [only, another] = program.body;
  if (only?.type === 'ExpressionStatement' && another === undefined && isFunction(only.expression))
    return `export default ${code}`;
  const functions = program.body.flatMap(functionsIn);
  const chosen = choose(functions, name);
  if (chosen !== undefined) return `${code}\nexport { ${chosen} };\n`;
  const names = functions.map((each) => each.name).join(', ');
  if (functions.length === 0) throw new Error(NO_FUNCTION);
  if (name !== undefined) throw new Error(`There is no function "${name}" to examine. There are: ${names}.`);
  throw new Error(
    `There is no telling which function to examine: there are ${names}, and none is exported. Put "export" before one.`,
  );
}

interface NamedFunction {
  readonly name: string;
  /** All names in it but those of properties: `x.go` is not `go`. */
  readonly mentions: ReadonlySet<string>;
}

function choose(functions: readonly NamedFunction[], name: string | undefined): string | undefined {
  const names = functions.map((each) => each.name);
  const byName = [name ?? 'fetchWithRetry'].find((each) => names.includes(each));
  if (byName !== undefined || name !== undefined) return byName;
  const roots = functions.filter((each) => !functions.some((other) => other !== each && other.mentions.has(each.name)));
  return roots.length === 1 ? roots[0]?.name : undefined;
}

/** The code without its types, parsed; nothing if it isn't code. */
function readProgram(code: string): Program | undefined {
  try {
    const plain = transform(code, { transforms: ['typescript'], disableESTransforms: true }).code;
    return parse(plain, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
  } catch {
    // The compiler says what is wrong, and where.
    return undefined;
  }
}

/** Whether a function may be among what is exported. Types are no longer there, and a limit or a list is none. */
function exportsFunction({ body }: Program): boolean {
  const plain = new Set(
    body.flatMap((statement) =>
      statement.type === 'ClassDeclaration' ? [statement.id.name] : valuesIn(statement, isPlain).map(([name]) => name),
    ),
  );
  return body.some((statement) => {
    if (statement.type === 'ExportAllDeclaration' || statement.type === 'ExportDefaultDeclaration') return true;
    if (statement.type !== 'ExportNamedDeclaration') return false;
    const { declaration, specifiers, source } = statement;
    if (source) return specifiers.length > 0;
    if (declaration?.type === 'FunctionDeclaration') return true;
    const isOffered = (init: Node | null | undefined): boolean => init === null || init === undefined || !isPlain(init);
    if (declaration?.type === 'VariableDeclaration')
      return declaration.declarations.some(({ init }) => isOffered(init));
    return specifiers.some(({ local }) => local.type !== 'Identifier' || !plain.has(local.name));
  });
}

/** Whether a function of that name is there, and no export has the name. What `export *` hands on is not known. */
function isOnlyInside({ body }: Program, name: string): boolean {
  const isOffered = body.some((statement) => {
    if (statement.type === 'ExportAllDeclaration') return true;
    if (statement.type !== 'ExportNamedDeclaration') return false;
    return statement.specifiers.some(({ exported }) => exported.type === 'Identifier' && exported.name === name);
  });
  return !isOffered && body.flatMap(functionsIn).some((each) => each.name === name);
}

/** The word by which a statement of a CommonJS module is known, if there is one. */
function commonJsWord({ body }: Program): string | undefined {
  const words = body.flatMap((statement) => {
    if (statement.type === 'VariableDeclaration') return statement.declarations.flatMap(({ init }) => wordOf(init));
    if (statement.type !== 'ExpressionStatement') return [];
    const { expression } = statement;
    return wordOf(expression.type === 'AssignmentExpression' ? expression.left : expression);
  });
  return words[0];
}

/** `module.exports`, `exports.name` or `require()`, be it within `require('name').part`. */
function wordOf(node: AnyNode | null | undefined): readonly string[] {
  if (node?.type === 'CallExpression') return isIdentifier(node.callee, 'require') ? ['require'] : wordOf(node.callee);
  if (node?.type !== 'MemberExpression') return [];
  if (isIdentifier(node.object, 'exports')) return ['exports'];
  return isIdentifier(node.object, 'module') && isIdentifier(node.property, 'exports')
    ? ['module.exports']
    : wordOf(node.object);
}

function isIdentifier(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** What is seen to be no function. */
function isPlain({ type }: Node): boolean {
  return /^(?:Literal|TemplateLiteral|(?:Array|Object|Unary|Binary|New|Class)Expression)$/.test(type);
}

function functionsIn(statement: Program['body'][number]): readonly NamedFunction[] {
  if (statement.type === 'FunctionDeclaration') return [named(statement.id.name, statement)];
  return valuesIn(statement, isFunction).map(([name, init]) => named(name, init));
}

/** The constants and variables of a statement whose values are of this kind. */
function valuesIn(
  statement: Program['body'][number],
  isKind: (node: Node) => boolean,
): readonly (readonly [name: string, value: Node])[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init && isKind(init) ? [[id.name, init] as const] : [],
  );
}

function isFunction({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}

function named(name: string, node: Node): NamedFunction {
  const mentions = new Set<string>();
  const queue: unknown[] = [node];
  while (queue.length > 0) {
    const next = queue.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('type' in next && next.type === 'Identifier' && 'name' in next) mentions.add(String(next.name));
    const isNamed = 'computed' in next && next.computed === false;
    const parts: readonly (readonly [string, unknown])[] = Object.entries(next);
    for (const [key, part] of parts) if (!isNamed || (key !== 'property' && key !== 'key')) queue.push(part);
  }
  return { name, mentions };
}
