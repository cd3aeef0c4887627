import { parse, type Node, type Program } from 'acorn';
import { transform } from 'sucrase';

/**
 * The code with a function to examine among its exports.
 *
 * Code that exports something stays as it is. Of code that exports nothing, `name` is exported, else `fetchWithRetry`,
 * else its only function, else the only one that none of the others mentions: helpers are mentioned. A lone function
 * without a name will do as well. Throws a sentence where that leaves none or several; code that can't be read is given
 * back, for its errors are told where it is compiled.
 */
export function offerFunction(code: string, name?: string): string {
  if (/^\s*export\b/m.test(code)) return code;
  const program = readProgram(code);
  if (program === undefined) return code;
  const [only, another] = program.body;
  if (only?.type === 'ExpressionStatement' && another === undefined && isFunction(only.expression))
    return `export default ${code}`;
  const functions = program.body.flatMap(functionsIn);
  const chosen = choose(functions, name);
  if (chosen !== undefined) return `${code}\nexport { ${chosen} };\n`;
  const names = functions.map((each) => each.name).join(', ');
  if (functions.length === 0) throw new Error('There is no function to examine. Paste one that is called as fetch is.');
  if (name !== undefined) throw new Error(`There is no function "${name}" to examine. There are: ${names}.`);
  throw new Error(
    `There is no telling which function to examine: there are ${names}, and nothing is exported. Put "export" before one.`,
  );
}

interface NamedFunction {
  readonly name: string;
  /** All names in it. */
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

function functionsIn(statement: Program['body'][number]): readonly NamedFunction[] {
  if (statement.type === 'FunctionDeclaration') return [named(statement.id.name, statement)];
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init && isFunction(init) ? [named(id.name, init)] : [],
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
    const parts: readonly unknown[] = Object.values(next);
    queue.push(...parts);
  }
  return { name, mentions };
}
