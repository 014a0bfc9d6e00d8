import { useQueryClient } from '@tanstack/react-query';
import { getQueryKey } from '@trpc/react-query';
import type { LocalDate, TransitionCommand } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import { toast } from '@vitalmed/ui-react';
import { useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { doneWords } from './command-words.ts';
import { type Course, foresee, settled, TAKEN_BACK_BY } from './course.ts';
import type { Day, DayAppointment } from './use-day.ts';

function withAppointment(day: Day | undefined, next: DayAppointment): Day | undefined {
  if (!day) return day;
  return { ...day, appointments: day.appointments.map((known) => (known.id === next.id ? next : known)) };
}

/**
 * Changes an appointment's state at once on the screen, and back again with a reason when the server refuses or can't
 * be reached. What is pressed meanwhile waits its turn, so that nobody's finger has to wait for the network.
 */
export function useTransition(date: LocalDate) {
  const client = useQueryClient();
  const utils = trpc.useUtils();
  const transition = trpc.day.transition.useMutation();
  const queue = useRef(Promise.resolve());
  const courses = useRef(new Map<string, Course<DayAppointment>>());

  const known = (id: string) =>
    utils.day.list.getData({ date })?.appointments.find((appointment) => appointment.id === id);

  /** What is foreseen is no news from the server: the day stays as old as it was. */
  function show(next: DayAppointment): void {
    const updatedAt = client.getQueryState(getQueryKey(trpc.day.list, { date }, 'query'))?.dataUpdatedAt;
    utils.day.list.setData({ date }, (day) => withAppointment(day, next), { updatedAt });
  }

  async function send(id: string, course: Course<DayAppointment>, command: TransitionCommand): Promise<void> {
    if (course.refused) return;
    try {
      const { revision } = await transition.mutateAsync({ id, command, revision: course.stands.revision });
      course.stands = { ...foresee(course.stands, command, Date.now()), revision };
      const shown = known(id);
      if (shown) show({ ...shown, revision });
      const back = TAKEN_BACK_BY[command];
      toast.success(doneWords(command, course.stands.patient.name), {
        undo: back && (() => carryOut(id, back)),
      });
    } catch (error) {
      course.refused = true;
      show(settled(course, known(id)));
      toast.failure(error, m.doctor_not_done({ name: course.stands.patient.name }));
    }
  }

  async function follow(
    id: string,
    course: Course<DayAppointment>,
    command: TransitionCommand,
  ): Promise<void> {
    await send(id, course, command);
    course.underWay -= 1;
    // After a refusal, what is pressed next is a new decision on what is seen now.
    const over = course.refused || course.underWay === 0;
    if (over && courses.current.get(id) === course) courses.current.delete(id);
    if (courses.current.size === 0) await utils.day.list.invalidate();
  }

  function carryOut(id: string, command: TransitionCommand): void {
    const shown = known(id);
    if (!shown) return;
    const course = courses.current.get(id) ?? { stands: shown, underWay: 0, refused: false };
    course.underWay += 1;
    courses.current.set(id, course);
    // An answer that left the server before this press would draw the old state again.
    void utils.day.list.cancel({ date });
    show(foresee(shown, command, Date.now()));
    queue.current = queue.current.then(() => follow(id, course, command));
  }

  return carryOut;
}
