import { describe, expect, it } from 'vitest';
import { changed, conditionsIn } from './conditions.ts';

/** What is left of the text after each change. */
const left = (sql: string) => conditionsIn(sql).map((change) => changed(sql, change));

describe('the conditions of an SQL text', () => {
  it('are those of a where, one at a time, up to where it ends', () => {
    expect(left('select from a where b = 1 and c between 2 and 3 order by d')).toEqual([
      'select from a where true and c between 2 and 3 order by d',
      'select from a where b = 1 and true order by d',
    ]);
  });

  it('are those of a join, and of a where inside', () => {
    expect(left('select from a join b on b.id = a.id, (select from c where d) e where f')).toEqual([
      'select from a join b on true, (select from c where d) e where f',
      'select from a join b on b.id = a.id, (select from c where true) e where f',
      'select from a join b on b.id = a.id, (select from c where d) e where true',
    ]);
  });

  it('are each of an or, which then never holds, also in brackets of their own', () => {
    expect(left('select from a where b and (c or d)')).toEqual([
      'select from a where true and (c or d)',
      'select from a where b and true',
      'select from a where b and (false or d)',
      'select from a where b and (c or false)',
    ]);
  });

  it('are those of a when, which is then never so', () => {
    expect(left('select case when a then 1 else 2 end from b')).toEqual([
      'select case when false then 1 else 2 end from b',
    ]);
  });

  it('are those of a text that goes into another', () => {
    expect(left('and a = 1')).toEqual(['and true']);
    expect(left(`a = 'x and y' and b > 2`)).toEqual(['true and b > 2', `a = 'x and y' and true`]);
    expect(left('a.id, a.name')).toEqual([]);
  });

  it('are not what is done on a conflict, nor what is said in a comment', () => {
    expect(left('insert into a select 1 on conflict do nothing -- where b')).toEqual([]);
  });

  it('count a write that nothing reads', () => {
    expect(left('with a as (insert into b select 1), c as (select 2) select from c')).toEqual([
      'with a as (select 1), c as (select 2) select from c',
    ]);
  });
});

it('a text that follows a condition isn’t taken out with it', () => {
  expect(left('select from a where b = any($11111::int[]) $1111 $11111 limit 1')).toEqual([
    'select from a where true $1111 $11111 limit 1',
  ]);
});
