import type { AppointmentFile } from '../api/trpc.ts';

type HistoryEntry = AppointmentFile['history'][number];
type Message = AppointmentFile['messages'][number];

export type TimelineEntry = { key: string; at: string } & (
  | { kind: 'change'; change: HistoryEntry }
  | { kind: 'message'; message: Message }
);

/** Every change and every message of an appointment on one line, the latest first. */
export function timelineOf({
  history,
  messages,
}: Pick<AppointmentFile, 'history' | 'messages'>): TimelineEntry[] {
  const changes = history.map((change, index) => ({
    kind: 'change' as const,
    key: `change-${index}`,
    at: change.at,
    change,
  }));
  const sent = messages.map((message, index) => ({
    kind: 'message' as const,
    key: `message-${index}`,
    at: message.sentAt ?? message.createdAt,
    message,
  }));
  return [...changes, ...sent].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
