const ZONE = 'America/Argentina/Buenos_Aires';
const DAY_MS = 86_400_000;

/** Today's date where the demo's clinic is, 'YYYY-MM-DD'. */
export function today(now = Date.now()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(now);
}

/** The first Monday after today: the demo leaves Dr. Pérez's unopened. */
export function nextMonday(date = today()): string {
  const midday = Date.parse(`${date}T12:00:00Z`);
  const weekday = new Date(midday).getUTCDay() || 7;
  return new Date(midday + (8 - weekday) * DAY_MS).toISOString().slice(0, 10);
}

/** The instant of a wall-clock time of the clinic, in epoch milliseconds. Buenos Aires is three hours behind UTC. */
export function instantOf(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00-03:00`);
}

/** "lunes 30 de noviembre", as the screens say it. */
export function spoken(date: string): string {
  const parts = new Intl.DateTimeFormat('es-AR', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).formatToParts(new Date(`${date}T12:00:00Z`));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} de ${part('month')}`;
}
