import { createRequire } from 'node:module';

// Required, since Node 20 imports no JSON without a warning.
const require = createRequire(import.meta.url);
const data = require('@mdn/browser-compat-data');

/** The oldest that the portal has to work on: Safari of iOS 15, as every phone of it can have it, and a Chrome of early 2021. */
const OLDEST = { safari_ios: '15.4', chrome: '90' };

/** @param {string} version @param {string} oldest such as '15.4' and '15.0' */
function isOlder(version, oldest) {
  const [a, b] = [version, oldest].map((text) => text.replace('≤', '').split('.').map(Number));
  return a[0] !== b[0] ? a[0] < b[0] : (a[1] ?? 0) <= (b[1] ?? 0);
}

/** Whether both of the oldest browsers have it, without a flag, prefix or other name. */
function isKnown(feature) {
  return Object.entries(OLDEST).every(([browser, oldest]) =>
    [feature.__compat.support[browser]]
      .flat()
      .some(
        (support) =>
          typeof support?.version_added === 'string' &&
          support.version_added !== 'preview' &&
          !support.version_removed &&
          !support.flags &&
          !support.prefix &&
          !support.alternative_name &&
          isOlder(support.version_added, oldest),
      ),
  );
}

/** True: the oldest have it. False: they don't. Undefined: MDN tells nothing of that path. */
function known(...path) {
  let feature = data;
  for (const part of path) feature = Object.hasOwn(feature, part) ? feature[part] : {};
  return feature.__compat ? isKnown(feature) : undefined;
}

/** Whose methods are met on values of any name: the rest of the API is too rich in names that everybody uses. */
const OWNERS = [
  ...Object.values(data.javascript.builtins),
  ...Object.entries(data.api)
    .filter(([name]) => /^(HTML.*Element|Element|Node|Document|Crypto|Blob|Request|Response)$/.test(name))
    .map(([, owner]) => owner),
];
/** Of each method's name, whether any of all that have one by that name is known. */
const methods = new Map();
for (const owner of OWNERS)
  for (const [name, member] of Object.entries(owner))
    if (name !== '__compat' && member.__compat) methods.set(name, methods.get(name) || isKnown(member));

/** Whether the oldest lack that global, such as `structuredClone`. */
export const lacksGlobal = (name) =>
  [known('javascript', 'builtins', name), known('api', name), known('api', 'Window', name)].every(
    (one) => one !== true,
  ) &&
  [known('javascript', 'builtins', name), known('api', name), known('api', 'Window', name)].includes(false);

/** Whether the oldest lack `owner.name()`; where the owner is no global, whether all that have such a method are too new. */
export function lacksMethod(owner, name) {
  const own = [
    known('javascript', 'builtins', owner, name),
    known('api', owner, `${name}_static`),
    known('api', owner, name),
  ];
  const told = own.find((one) => one !== undefined);
  return told === undefined ? methods.get(name) === false : !told;
}

const types = Object.assign(
  {},
  ...Object.values(data.css.types).map((type) => ({ ...type })),
  data.css.types,
);

export const lacksAtRule = (name) => known('css', 'at-rules', name) === false;
export const lacksProperty = (name) => known('css', 'properties', name) === false;
export const lacksSelector = (name) => known('css', 'selectors', name) === false;
/** A function in a value, such as `color-mix`. */
export const lacksFunction = (name) => types[name]?.__compat !== undefined && !isKnown(types[name]);
/** Units that follow a phone's moving bars. */
export const lacksUnit = (value) =>
  /\d[dsl]v[hwib]\b/.test(value) && !known('css', 'types', 'length', 'viewport_percentage_units_dynamic');
