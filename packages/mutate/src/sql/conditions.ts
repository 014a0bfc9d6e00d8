/** A change of an SQL text: what stands at [start, end) gives way to `replacement`. */
export type Change = { start: number; end: number; replacement: string };

type Token = { text: string; start: number; end: number; depth: number };

const word = /^[a-z_][a-z0-9_$.]*/i;

/** Words, brackets and signs with their depth in brackets. Texts in quotes are one token; comments are none. */
function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = 0; at < sql.length; ) {
    const rest = sql.slice(at);
    const skipped = /^(\s+|--[^\n]*|\/\*[\s\S]*?\*\/)/.exec(rest);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const found =
      /^'(?:[^']|'')*'/.exec(rest) ??
      /^"[^"]*"/.exec(rest) ??
      word.exec(rest) ??
      /^\$1+|^\$\$|^[\s\S]/.exec(rest);
    const text = found?.[0] ?? '';
    if (text === ')' || text === ']') depth -= 1;
    tokens.push({ text: text.toLowerCase(), start: at, end: at + text.length, depth });
    if (text === '(' || text === '[') depth += 1;
    at += text.length;
  }
  return tokens;
}

const opens = new Set(['where', 'on', 'when', 'having']);
const closes = new Set([
  ...[
    'where',
    'group',
    'order',
    'limit',
    'offset',
    'returning',
    'union',
    'having',
    'window',
    'for',
    'then',
    'else',
  ],
  ...[
    'join',
    'left',
    'right',
    'inner',
    'cross',
    'lateral',
    'loop',
    'into',
    'set',
    'from',
    'end',
    'do',
    'on',
    ';',
    ',',
    '$$',
  ],
]);
const statements = new Set([
  'select',
  'insert',
  'update',
  'delete',
  'with',
  'from',
  'join',
  'values',
  'case',
]);

type Stretch = { tokens: Token[]; keyword: string };

/** What stands after each `where`, `on`, `when` and `having`, up to where that ends. */
function clausesOf(tokens: Token[]): Stretch[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (!opens.has(token.text) || !next || (token.text === 'on' && next.text === 'conflict')) return [];
    return [{ keyword: token.text, tokens: until(tokens.slice(index + 1), token.depth) }];
  });
}

/** `left(…)` and `right(…)` are functions, and what belongs to a `case` inside is no end of what it is in. */
function until(tokens: Token[], depth: number): Token[] {
  let cases = 0;
  const end = tokens.findIndex(({ text, depth: own }, index) => {
    if (own < depth) return true;
    if (own > depth) return false;
    if (text === 'case') cases += 1;
    if (text === 'end' && cases > 0) {
      cases -= 1;
      return false;
    }
    const isFunction = tokens[index + 1]?.text === '(' && (text === 'left' || text === 'right');
    return cases === 0 && closes.has(text) && !isFunction && !isDistinctFrom(tokens, index);
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}

const isDistinctFrom = (tokens: Token[], index: number) =>
  tokens[index]?.text === 'from' && tokens[index - 1]?.text === 'distinct';

/** A text that is a part of a condition itself, as `and a = b` or `a = b and c = d` are. */
function partOf(tokens: Token[]): Stretch[] {
  const [first] = tokens;
  if (!first) return [];
  if (first.text === 'and' || first.text === 'or')
    return [{ keyword: 'part', tokens: until(tokens.slice(1), 0) }];
  const top = tokens.filter(({ depth }) => depth === 0);
  const isCondition =
    !top.some(({ text }) => statements.has(text) || text === ',' || opens.has(text)) &&
    top.some(({ text }) => ['=', '<', '>', 'like', 'and', 'or', 'is', 'between'].includes(text));
  return isCondition ? [{ keyword: 'part', tokens }] : [];
}

/** The parts between `and`s (but that of a `between`), or between `or`s where there is no `and`. */
function split(tokens: Token[]): { parts: Token[][]; by: 'and' | 'or' | null } {
  const depth = tokens[0]?.depth ?? 0;
  const divide = (sign: string) => {
    const parts: Token[][] = [[]];
    let between = false;
    let cases = 0;
    for (const token of tokens) {
      if (token.depth === depth) {
        if (token.text === 'case') cases += 1;
        if (token.text === 'end') cases -= 1;
        if (token.text === 'between') between = true;
        else if (token.text === sign && cases === 0 && !(between && sign === 'and')) {
          parts.push([]);
          continue;
        } else if (token.text === 'and') between = false;
      }
      parts.at(-1)?.push(token);
    }
    return parts.filter((part) => part.length > 0);
  };
  const ors = divide('or');
  if (ors.length > 1) return { parts: ors, by: 'or' };
  const ands = divide('and');
  return { parts: ands, by: ands.length > 1 ? 'and' : null };
}

/** Where texts begin that follow a condition and bring their own `and`: after a value there comes no other. */
function hangingOn(tokens: Token[]): number {
  const at = tokens.findIndex(({ text }, index) => {
    const before = tokens[index - 1]?.text ?? '=';
    return (
      text.startsWith('$1') &&
      /^[\w$)\]'"]/.test(before) &&
      !/^(and|or|not|like|between|is|in|any)$/.test(before)
    );
  });
  return at < 0 ? tokens.length : at;
}

const without = (tokens: Token[], replacement: string): Change => ({
  start: tokens[0]?.start ?? 0,
  end: tokens.at(-1)?.end ?? 0,
  replacement,
});

/** One change for each condition, also for those in brackets of their own: it no longer counts. */
function changesIn(tokens: Token[], gone: 'true' | 'false'): Change[] {
  const { parts, by } = split(tokens);
  if (by === null) {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const inner = tokens.slice(1, -1);
    const wrapped =
      first?.text === '(' && last?.text === ')' && inner.every(({ depth }) => depth > first.depth);
    if (wrapped && !statements.has(inner[0]?.text ?? '')) {
      const nested = split(inner).by === null ? [] : changesIn(inner, gone);
      if (nested.length > 0) return [without(tokens, gone), ...nested];
    }
    const own = tokens.slice(0, hangingOn(tokens));
    return own.length === 0 || ['true', 'false'].includes(own[0]?.text ?? '') ? [] : [without(own, gone)];
  }
  return parts.flatMap((part) => changesIn(part, by === 'and' ? 'true' : 'false'));
}

/** A common table expression that nothing reads is there for what it writes: it no longer writes. */
function unreadWrites(sql: string, tokens: Token[]): Change[] {
  return tokens.flatMap(({ text, depth }, index) => {
    const after = tokens.slice(index + 1);
    const open = after.findIndex((token) => token.text === '(');
    if (after[0]?.text !== 'as' || open < 1 || open > 3 || !word.test(text)) return [];
    if (after.slice(1, open).some((token) => !['not', 'materialized'].includes(token.text))) return [];
    const read = sql.match(new RegExp(`\\b${text}\\b`, 'gi'))?.length !== 1;
    const close = after.findIndex((token, at) => at > open && token.text === ')' && token.depth === depth);
    if (read || close < 0) return [];
    return [{ start: after[open]?.end ?? 0, end: after[close]?.start ?? 0, replacement: 'select 1' }];
  });
}

/**
 * Every way to take one condition out of an SQL text: of a `where`, `on`, `having` or `when`, or of a text that is only
 * a part of one; and a write that nothing reads.
 */
export function conditionsIn(sql: string): Change[] {
  const tokens = tokensOf(sql);
  const stretches = [...clausesOf(tokens), ...partOf(tokens)];
  const changes = stretches.flatMap(({ keyword, tokens: own }) =>
    changesIn(own, keyword === 'when' ? 'false' : 'true'),
  );
  return [...changes, ...unreadWrites(sql, tokens)].sort((a, b) => a.start - b.start);
}

export const changed = (text: string, { start, end, replacement }: Change) =>
  text.slice(0, start) + replacement + text.slice(end);
