import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const sandbox = 'src/sandbox';
/** Layers in import order: each may import those before it, never those after. */
const layers = ['trace', 'endpoint', 'isolate', 'host'];

/** Forbids a layer to import what stands above it. */
const layerRules = layers.map((layer, index) => ({
  files: [`${sandbox}/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `(^|/)(${[...layers.slice(index + 1), 'element', 'editor', 'components', 'pages', 'layouts'].join('|')})(/|\\.ts$|$)`,
            message: 'Imports go one way: trace <- endpoint <- isolate <- host <- element <- components and pages.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', '.astro/', '.cache/', 'node_modules/'] },
  ...tseslint.configs.recommendedTypeChecked,
  ...astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.astro'] } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
      ],
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
  // Snippets and fixes are read by people who copy them: they import each other only.
  {
    files: ['src/content/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'Web standards only.' }] }],
    },
  },
);
