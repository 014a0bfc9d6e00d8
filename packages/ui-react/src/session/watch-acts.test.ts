import { describe, expect, it } from 'vitest';
import { watchActs } from './watch-acts.ts';

function watchedScreen() {
  const screen = new EventTarget();
  const clock = { ms: 1_000_000 };
  let told = 0;
  const end = watchActs(
    screen,
    () => {
      told += 1;
    },
    () => clock.ms,
  );
  return { act: (name: string) => screen.dispatchEvent(new Event(name)), clock, told: () => told, end };
}

describe('what a person does at a screen', () => {
  it('is told at once, then at most once a minute', () => {
    const { act, clock, told } = watchedScreen();
    expect(told()).toBe(0);
    for (const name of ['keydown', 'pointerdown', 'wheel', 'keydown']) act(name);
    expect(told()).toBe(1);
    clock.ms += 59_999;
    act('keydown');
    expect(told()).toBe(1);
    clock.ms += 1;
    act('pointerdown');
    expect(told()).toBe(2);
  });

  it('is not what the screen does by itself', () => {
    const { act, told } = watchedScreen();
    for (const name of ['focus', 'visibilitychange', 'online', 'scroll', 'pointermove']) act(name);
    expect(told()).toBe(0);
  });

  it('is told no more once nobody watches', () => {
    const { act, told, end } = watchedScreen();
    end();
    act('keydown');
    expect(told()).toBe(0);
  });
});
