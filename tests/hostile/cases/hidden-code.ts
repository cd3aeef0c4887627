import type { Attack } from '../support/attack.ts';

/** Code that says one thing to the compiler and another to the engine, so that it runs where and as it should not. */
export interface HiddenCode extends Attack {
  /** `CANARY` is the canary's address. */
  readonly code: string;
  /** Without these guards it reaches the canary; without others it does not. */
  readonly bitesIn?: 'misread' | 'early';
  /** What the reader is told. */
  readonly message: RegExp;
  readonly line?: number;
}

/** Stays for some turns: what has been asked for is lost with its worker, if that ends first. */
const STAY = 'for (let i = 0; i < 1_500; i += 1) await new Promise((resolve) => setTimeout(resolve, 1));';

export const hiddenCode: readonly HiddenCode[] = [
  {
    name: 'import() behind a comment of HTML',
    code: `let a = 0, b = 0;\na <!-- b; \`\nimport('CANARY').catch(() => {}) //\`\n${STAY}`,
    bitesIn: 'misread',
    message: /"<!--" begins a comment/,
    line: 2,
  },
  {
    // To the compiler these are two calls of a function inside the module, to the engine the module ends between them.
    name: 'a script around the module',
    code: "let a = 0, b = 0, g = () => {};\na <!-- b; g(function () {\n}); fetch('CANARY'); (async function () {\n a <!-- b })",
    bitesIn: 'early',
    message: /"<!--" begins a comment/,
    line: 2,
  },
  {
    name: 'the hand-over of the module',
    code: `let a = 0, b = 0, g = () => {};\na <!-- b; g(function () {\n}); 1 <!-- b; \`\n__handOver(async () => { import('CANARY').catch(() => {}); ${STAY} }); //\`;\n(async function () {\n a <!-- b })`,
    bitesIn: 'misread',
    message: /"<!--" begins a comment/,
    line: 2,
  },
  {
    name: 'the end of a comment of HTML',
    code: 'let a = 0;\nfor (a = 1; a\n--> 0;) { `\n`; }',
    message: /"-->" begins a comment|Unexpected token/,
  },
  { name: 'import.meta', code: 'console.log(import.meta.url);', message: /knows no import\.meta/, line: 1 },
  { name: 'import.source()', code: "import.source('CANARY');", message: /knows no import\.meta/, line: 1 },
  { name: 'import.defer()', code: "import.defer('CANARY');", message: /knows no import\.meta/, line: 1 },
];
