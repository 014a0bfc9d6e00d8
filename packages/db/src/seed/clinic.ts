import type { LocalRange, Weekday } from '@vitalmed/core';

/* The demo clinic: who attends what, where and when in an ordinary week. All names are invented. */

export const timeZone = 'America/Argentina/Buenos_Aires';

export type SiteKey = 'centro' | 'belgrano';

const map = (query: string) => `https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}`;

export const sites: Record<
  SiteKey,
  {
    name: string;
    address: string;
    city: string;
    mapUrl: string;
    phone: string;
    whatsapp: string;
    rooms: string[];
  }
> = {
  centro: {
    name: 'Vitalmed Centro',
    address: 'Av. Corrientes 1847, piso 2',
    city: 'Buenos Aires',
    mapUrl: map('Avenida Corrientes 1847, Buenos Aires'),
    phone: '+541155500147',
    whatsapp: '+5491155500148',
    rooms: rooms(12),
  },
  belgrano: {
    name: 'Vitalmed Belgrano',
    address: 'Av. Cabildo 2254',
    city: 'Buenos Aires',
    mapUrl: map('Avenida Cabildo 2254, Buenos Aires'),
    phone: '+541155500254',
    whatsapp: '+5491155500255',
    rooms: rooms(8),
  },
};

function rooms(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Consultorio ${String(index + 1).padStart(2, '0')}`);
}

export const specialties = [
  {
    name: 'Cardiología',
    slug: 'cardiologia',
    alsoCalled: ['cardiólogo', 'cardióloga', 'corazón', 'presión', 'electrocardiograma'],
  },
  {
    name: 'Clínica médica',
    slug: 'clinica-medica',
    alsoCalled: ['clínico', 'médico clínico', 'médica clínica', 'medicina general', 'generalista'],
  },
  {
    name: 'Dermatología',
    slug: 'dermatologia',
    alsoCalled: ['dermatólogo', 'dermatóloga', 'piel', 'lunares', 'acné'],
  },
  {
    name: 'Ginecología',
    slug: 'ginecologia',
    alsoCalled: ['ginecólogo', 'ginecóloga', 'mujer', 'papanicolaou', 'embarazo'],
  },
  {
    name: 'Pediatría',
    slug: 'pediatria',
    alsoCalled: ['pediatra', 'niños', 'chicos', 'bebés'],
  },
  {
    name: 'Traumatología',
    slug: 'traumatologia',
    alsoCalled: ['traumatólogo', 'traumatóloga', 'huesos', 'fractura', 'rodilla', 'columna'],
  },
] as const;

export type SpecialtySlug = (typeof specialties)[number]['slug'];

export type Attendance = { site: SiteKey; weekdays: Weekday[]; hours: LocalRange };

export type ClinicDoctor = {
  title: 'Dr.' | 'Dra.';
  firstName: string;
  lastName: string;
  /** The first is the one that the doctor attends in every schedule of the demo. */
  specialties: [SpecialtySlug, ...SpecialtySlug[]];
  slotMinutes: number;
  /** The first site is where the doctor attends today. */
  week: [Attendance, ...Attendance[]];
};

const at = (site: SiteKey, weekdays: Weekday[], from: string, to: string): Attendance => ({
  site,
  weekdays,
  hours: { from, to },
});

export const doctors: ClinicDoctor[] = [
  {
    title: 'Dr.',
    firstName: 'Juan',
    lastName: 'Pérez',
    specialties: ['cardiologia'],
    slotMinutes: 20,
    week: [at('centro', [1, 2, 3, 4], '09:00', '13:00'), at('belgrano', [5], '14:00', '18:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Mariana',
    lastName: 'Ferreyra',
    specialties: ['cardiologia'],
    slotMinutes: 30,
    week: [at('belgrano', [1, 3], '14:00', '18:00'), at('centro', [2, 4], '14:00', '18:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Ana',
    lastName: 'Gómez',
    specialties: ['clinica-medica', 'cardiologia'],
    slotMinutes: 20,
    week: [at('centro', [1, 2, 3, 4, 5], '08:00', '12:00')],
  },
  {
    title: 'Dr.',
    firstName: 'Ricardo',
    lastName: 'Sosa',
    specialties: ['clinica-medica'],
    slotMinutes: 15,
    week: [at('belgrano', [1, 2, 3, 4, 5], '13:00', '17:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Sofía',
    lastName: 'Ledesma',
    specialties: ['dermatologia'],
    slotMinutes: 20,
    week: [at('centro', [1, 3, 5], '14:00', '19:00')],
  },
  {
    title: 'Dr.',
    firstName: 'Martín',
    lastName: 'Ibáñez',
    specialties: ['dermatologia'],
    slotMinutes: 15,
    week: [at('belgrano', [2, 4], '09:00', '13:00'), at('centro', [6], '09:00', '12:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Valeria',
    lastName: 'Acosta',
    specialties: ['ginecologia'],
    slotMinutes: 30,
    week: [at('centro', [1, 3, 4], '10:00', '15:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Carolina',
    lastName: 'Núñez',
    specialties: ['ginecologia'],
    slotMinutes: 20,
    week: [at('belgrano', [1, 2, 3, 4], '09:00', '13:00')],
  },
  {
    title: 'Dr.',
    firstName: 'Federico',
    lastName: 'Rojas',
    specialties: ['pediatria'],
    slotMinutes: 15,
    week: [at('centro', [1, 2, 3, 4, 5], '14:00', '18:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Lucía',
    lastName: 'Méndez',
    specialties: ['pediatria', 'clinica-medica'],
    slotMinutes: 20,
    week: [at('belgrano', [1, 2, 3, 4], '15:00', '19:00'), at('belgrano', [6], '09:00', '12:00')],
  },
  {
    title: 'Dr.',
    firstName: 'Diego',
    lastName: 'Cabrera',
    specialties: ['traumatologia'],
    slotMinutes: 20,
    week: [at('centro', [2, 4, 5], '08:00', '13:00')],
  },
  {
    title: 'Dra.',
    firstName: 'Natalia',
    lastName: 'Vega',
    specialties: ['traumatologia'],
    slotMinutes: 20,
    week: [at('belgrano', [3, 5], '09:00', '14:00'), at('centro', [1], '13:00', '17:00')],
  },
];

/** Whose coming Monday stays unopened: it is what a visitor opens first. */
export const doctorWithoutNextMonday = 0;

export const desk = [
  { role: 'admin', firstName: 'Elena', lastName: 'Molina', email: 'admin@vitalmed.test' },
  { role: 'secretary', firstName: 'Lucía', lastName: 'Benítez', email: 'secretaria@vitalmed.test' },
  { role: 'secretary', firstName: 'Tomás', lastName: 'Quiroga', email: 'recepcion@vitalmed.test' },
] as const;

export const demoPatient = { firstName: 'Camila', lastName: 'Duarte', email: 'paciente@vitalmed.test' };
