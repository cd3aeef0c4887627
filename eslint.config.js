import { dirname, relative, resolve } from 'node:path';
import { defineConfig } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

/** What the files of each folder may import beside each other: imports go one way. `packages` limits those as well. */
const layers = {
  'src/sandbox/trace': { folders: [], packages: /^$/ },
  'src/sandbox/endpoint': { folders: ['sandbox/trace'], packages: /^(msw\/|astro\/zod$)/ },
  'src/sandbox/isolate': { folders: ['sandbox/trace', 'sandbox/endpoint'] },
  'src/sandbox/host': { folders: ['sandbox/trace', 'sandbox/endpoint', 'sandbox/isolate'] },
  'src/sandbox/editor': { folders: [] },
  'src/sandbox/element': { folders: ['sandbox/trace', 'sandbox/host', 'sandbox/editor'] },
  'src/sandbox/element.ts': { folders: ['sandbox/trace', 'sandbox/element'] },
  'src/sandbox/figure': { folders: ['sandbox/trace', 'sandbox/endpoint', 'sandbox/element'] },
  'src/sandbox/calculator': { folders: ['sandbox/trace', 'sandbox/element', 'sandbox/figure'] },
  'src/exam': { folders: ['sandbox'] },
  'src/exam-page': { folders: ['sandbox', 'exam'] },
  'src/held-process': { folders: ['sandbox', 'exam'] },
  // What users of a library would write: packages, and nothing of ours.
  'src/clients': { folders: [] },
  'src/local-endpoint': { folders: ['sandbox', 'exam'] },
  'src/schemas': { folders: ['sandbox/trace'] },
  'src/fixes': { folders: ['schemas'] },
  'src/loaders': { folders: ['sandbox', 'schemas', 'fixes'] },
  'src/scorecard': { folders: ['sandbox', 'exam', 'held-process', 'schemas', 'loaders'] },
  'src/components': { folders: ['sandbox', 'schemas', 'fixes', 'exam', 'exam-page', 'local-endpoint', 'scorecard'] },
  'src/styles': { folders: [] },
  'src/layouts': { folders: ['components', 'styles'] },
  'src/pages': {
    folders: ['sandbox', 'fixes', 'exam', 'exam-page', 'components', 'layouts', 'local-endpoint', 'scorecard'],
  },
};

/** Whether a file may import this: a file in one of the folders, or a package of such a name; or only what looks so. */
function isAllowed(specifier, file, { folders, packages, beside }) {
  if (beside) return beside.test(specifier);
  if (!/^[./]/.test(specifier)) return packages.test(specifier);
  const target = relative(import.meta.dirname, resolve(dirname(file), specifier));
  return folders.some((folder) => target === folder || target.startsWith(`${folder}/`));
}

/** What an import is of; nothing, if that is known only when the code runs. */
function specifierOf({ type, value, quasis }) {
  if (type === 'TemplateLiteral') return quasis.length === 1 ? quasis[0].value.cooked : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Refuses every import, in whatever form, that is not allowed. */
const importRule = {
  meta: { type: 'problem', schema: false },
  create(context) {
    const [{ message, ...allowed }] = context.options;
    const look = (node) => {
      // An export may be of what the file itself has.
      if (!node.source) return;
      const specifier = specifierOf(node.source);
      if (specifier === undefined || !isAllowed(specifier, context.physicalFilename, allowed))
        context.report({ node, message });
    };
    const forms = [
      'ImportDeclaration',
      'ImportExpression',
      'ExportNamedDeclaration',
      'ExportAllDeclaration',
      'TSImportType',
    ];
    return Object.fromEntries(forms.map((form) => [form, look]));
  },
};
const plugins = { 'try-again-later': { rules: { imports: importRule } } };
const imports = (options) => ({ plugins, rules: { 'try-again-later/imports': ['error', options] } });

const layerRules = Object.entries(layers).map(([layer, { folders, packages = /^/ }]) => ({
  files: [layer, `${layer}/**`],
  ...imports({
    folders: [layer, ...folders.map((folder) => `src/${folder}`)],
    packages,
    message: `Imports go one way. What else ${layer} may import: ${folders.join(', ') || 'nothing'}.`,
  }),
}));

const unwantedSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
];

const TAKE_IT =
  'Time and chance are parameters, and there is no page: this runs the same in Node, a worker and a page.';
const page = ['document', 'window', 'self', 'navigator', 'location', 'localStorage', 'sessionStorage', 'process'];
const clocks = ['performance', 'Temporal', 'setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame'];
const others = ['requestIdleCallback', 'crypto', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker'];

/** Nothing but parameters tells these what time it is, what chance brings, and what is around them. */
const pureRules = {
  files: ['src/sandbox/{trace,endpoint}/**/*.ts', 'src/{exam,local-endpoint}/**/*.ts'],
  // What runs in the isolate has its globals, and Node its command line.
  ignores: [
    'src/exam/{harness,clients}/**',
    'src/exam/{node,command,read-client}.ts',
    'src/local-endpoint/{command,real-time}.ts',
    'src/local-endpoint/examples/**',
  ],
  rules: {
    'no-restricted-globals': [
      'error',
      {
        globals: [...page, ...clocks, ...others].map((name) => ({ name, message: TAKE_IT })),
        checkGlobalObject: true,
      },
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: TAKE_IT },
      { object: 'Math', property: 'random', message: TAKE_IT },
    ],
    'no-restricted-syntax': [
      'error',
      ...unwantedSyntax,
      { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: TAKE_IT },
      { selector: 'CallExpression[callee.name="Date"]', message: TAKE_IT },
    ],
  },
};

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.cache/', 'node_modules/'] },
  ...tseslint.configs.recommendedTypeChecked,
  ...astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.astro'] } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': ['error', ...unwantedSyntax],
    },
  },
  // A cast hides what the compiler could have told; outside tests, narrow instead.
  {
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  // Parts of the configuration are plain JavaScript, and their tools ask for a default export.
  { files: ['**/*.js', '*.mjs', '*.config.ts'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['*.js', '*.mjs', '*.config.ts', 'tests/support/playwright-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // The types of an Astro component are checked by `astro check`.
  { files: ['**/*.astro', '**/*.astro/*.ts'], ...tseslint.configs.disableTypeChecked },
  ...layerRules,
  pureRules,
  // Only for Node: it reads the data that the others are given.
  {
    files: ['src/sandbox/endpoint/load-refusals.ts'],
    ...imports({
      folders: ['src/sandbox/endpoint'],
      packages: /^(node:|yaml$)/,
      message: 'This reads YAML in Node, and nothing else.',
    }),
  },
  // Playwright's own does not look at what a page asks of other origins.
  {
    files: ['tests/browser/**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@playwright/test',
              importNames: ['test', 'expect'],
              message: 'Import them from tests/support/page-test.ts.',
            },
          ],
        },
      ],
    },
  },
  // Snippets and fixes are read by people who copy them: they import each other only.
  {
    files: ['src/content/**/*.ts', 'src/exam/clients/**/*.ts'],
    ignores: ['**/*.test.ts'],
    ...imports({ beside: /^\.\/[\w-]+\.ts$/, message: 'Web standards, and the files that lie beside it, only.' }),
  },
);
