import { isBuiltin } from 'node:module';
import { WHAT_IT_GIVES } from './node-stand-ins.ts';

/** An import, by a file of the reader's own or by a package that it has. */
export interface SeenImport {
  readonly specifier: string;
  readonly isOwn: boolean;
  /** It is no file, no package that was found, and nothing that the exam gives. */
  readonly isOutside: boolean;
}

/** Where code goes that the exam can't take. */
const INSTEAD =
  "What the exam can't take meets the same servers over real HTTP, in any language: npm run endpoint -- --list names them. How common libraries do stands on the page /clients/.";

/** Such as `axios` and `@scope/name/part`; `@/part`, `~/part` and `#part` are no names of packages. */
const PACKAGE = /^(?:@[\w.-]+\/)?[a-z\d][\w.-]*(?:\/|$)/i;

/** Why a file with such imports can't be examined, and what to do; nothing if none is outside. */
export function sayOutside(path: string, imports: readonly SeenImport[]): string | undefined {
  const name = (isIn: (one: SeenImport) => boolean): string =>
    [...new Set(imports.filter(isIn).map(({ specifier }) => specifier))].sort().join(', ');
  const isNode = ({ specifier }: SeenImport): boolean => isBuiltin(specifier);
  const isPackage = ({ specifier }: SeenImport): boolean => PACKAGE.test(specifier);
  const isAddress = ({ specifier }: SeenImport): boolean => /^\w+:\/\//.test(specifier);
  const ofNode = name((one) => one.isOutside && one.isOwn && isNode(one));
  const below = name((one) => one.isOutside && !one.isOwn && isNode(one));
  const packages = name((one) => one.isOwn && !one.isOutside && !isNode(one) && isPackage(one));
  const missing = name((one) => one.isOutside && !isNode(one) && isPackage(one));
  const addresses = name((one) => one.isOutside && isAddress(one));
  const aliases = name((one) => one.isOutside && !isNode(one) && !isPackage(one) && !isAddress(one));
  const found = [
    ofNode && `${ofNode}, which the exam does not have: ${WHAT_IT_GIVES}.`,
    below &&
      `${packages || 'a package'}, which needs ${below} of Node's, and the exam does not have that: ${WHAT_IT_GIVES}.`,
    missing && `${missing}, which was not found from there: install it, or give its path if that is an alias.`,
    addresses && `${addresses}, and the exam loads nothing from the network: install it, and import it by its name.`,
    aliases && `${aliases}, an alias that the exam does not know: give its path, as in ./config.ts.`,
  ].filter((what) => what !== '');
  if (found.length === 0) return undefined;
  return [...found.map((what, index) => `${index === 0 ? `"${path}"` : 'It'} imports ${what}`), INSTEAD].join(' ');
}
