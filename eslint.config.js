import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports point one way: contract <- domain <- api <- features <- pages; server may import contract and domain only. */
const forbid = (...folders) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: folders.map((folder) => ({
        regex: `^(\\.\\.?/)+(.*/)?${folder}/`,
        message: `This folder must not import from ${folder}/ (docs/ARCHITECTURE.md, "Which way imports point").`,
      })),
    },
  ],
});

const dateRule = {
  'no-restricted-syntax': [
    'error',
    {
      selector: 'NewExpression[callee.name="Date"]',
      message: 'Dates are names of days: use src/domain/wall-date.ts.',
    },
    {
      selector: 'CallExpression[callee.property.name="toISOString"]',
      message: 'toISOString shifts through UTC: use src/domain/wall-date.ts.',
    },
    { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that defines it.' },
  ],
};

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'test-results', 'playwright-report', 'bench/results'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      ...dateRule,
    },
  },
  { files: ['src/domain/wall-date.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  { files: ['src/contract/**'], rules: forbid('domain', 'api', 'ui', 'features', 'pages', 'server') },
  { files: ['src/domain/**'], rules: forbid('api', 'ui', 'features', 'pages', 'server') },
  { files: ['src/api/**'], rules: forbid('ui', 'features', 'pages', 'server') },
  { files: ['src/ui/**'], rules: forbid('contract', 'api', 'features', 'pages', 'server') },
  { files: ['src/features/**'], rules: forbid('pages', 'server', 'features') },
  { files: ['src/pages/**'], rules: forbid('server') },
  { files: ['server/**'], rules: forbid('api', 'ui', 'features', 'pages') },
  {
    files: ['server/can/**'],
    ignores: ['**/*.test.ts'],
    rules: forbid('sandbox', 'commands', 'ledger', 'http', 'api', 'ui', 'features', 'pages'),
  },
  {
    files: ['server/sandbox/**'],
    ignores: ['**/*.test.ts'],
    rules: forbid('commands', 'ledger', 'http', 'api', 'ui', 'features', 'pages'),
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
      },
    },
  },
  { files: ['bench/**', 'scripts/**', 'server/log.ts'], rules: { 'no-console': 'off' } },
);
