import postcss from 'postcss';
import { parseAst } from 'vite';
import {
  lacksAtRule,
  lacksFunction,
  lacksGlobal,
  lacksMethod,
  lacksProperty,
  lacksSelector,
  lacksUnit,
} from './support.mjs';

/**
 * What a built script calls that the oldest browsers lack, each once: `name()`, `new Name()`, `Owner.method()`. A call
 * that asks first (`owner.method?.()`) isn't among it. Syntax is the build's own to lower, but for patterns.
 *
 * @param {string} code
 * @returns {string[]}
 */
export function tooNewInScript(code) {
  const found = new Set();
  walk(parseAst(code), (node) => {
    if (node.type === 'Literal' && node.regex) checkPattern(node.regex, found);
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const { callee } = node;
    if (callee.type === 'Identifier' && lacksGlobal(callee.name)) found.add(callee.name);
    if (callee.type !== 'MemberExpression' || callee.computed || node.optional) return;
    const owner = callee.object.type === 'Identifier' ? callee.object.name : '';
    const { name } = callee.property;
    if (lacksMethod(owner, name)) found.add(`${/^[A-Z]\w{3}/.test(owner) ? owner : ''}.${name}`);
  });
  return [...found];
}

function checkPattern({ pattern, flags }, found) {
  if (/\(\?<[=!]/.test(pattern)) found.add('lookbehind in a pattern');
  if (flags.includes('v')) found.add('flag v of a pattern');
}

function walk(node, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node);
    for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit);
  }
}

/**
 * What a built stylesheet uses that the oldest browsers lack, each once. What stands within @supports, or after another
 * value of the same property, has something to fall back on.
 *
 * @param {string} css
 * @returns {string[]}
 */
export function tooNewInStyles(css) {
  const found = new Set();
  const root = postcss.parse(css);
  root.walkAtRules(({ name }) => {
    if (lacksAtRule(name)) found.add(`@${name}`);
  });
  root.walkRules((rule) => {
    if (isOptional(rule)) return;
    // A list of selectors falls as a whole; :is() and :where() forgive.
    for (const [, name] of rule.selector.matchAll(/(?<!\\):{1,2}([a-z-]+)/g))
      if (lacksSelector(name)) found.add(`:${name}`);
  });
  root.walkDecls((decl) => {
    if (isOptional(decl) || decl.prop.startsWith('-')) return;
    const { prop, value } = decl;
    if (decl.parent.nodes.some((other) => other !== decl && [prop, `-webkit-${prop}`].includes(other.prop)))
      return;
    if (lacksProperty(prop)) found.add(prop);
    for (const [, name] of value.matchAll(/([a-z-]+)\(/g)) if (lacksFunction(name)) found.add(`${name}()`);
    if (lacksUnit(value)) found.add(`${prop} in dvh`);
  });
  return [...found];
}

function isOptional(node) {
  for (let at = node.parent; at; at = at.parent) if (at.name === 'supports') return true;
  return false;
}
