import { addDays, ageAt, type LocalDate, normaliseEmail, searchText } from '@vitalmed/core';
import { type ClinicDoctor, demoPatient, desk, doctors, type SpecialtySlug } from './clinic.ts';
import type { Random } from './random.ts';

export type Account = {
  id: string;
  role: 'patient' | 'secretary' | 'doctor' | 'admin';
  firstName: string;
  lastName: string;
  email: string;
  createdAt: number;
};

export type Person = {
  id: string;
  account: Account | null;
  sex: 'female' | 'male';
  firstName: string;
  lastName: string;
  documentNumber: string;
  documentVerified: boolean;
  birthDate: LocalDate;
  phone: string;
  email: string | null;
  createdAt: number;
};

export type People = {
  desk: Account[];
  /** In the order of the clinic's doctors. */
  doctors: Account[];
  /** The first is the demo's own patient, who isn't picked by chance. */
  patients: Person[];
};

const PATIENTS = 300;
const YEAR_DAYS = 365.25;
const DAY_MS = 86_400_000;

const female =
  words(`María Camila Florencia Julieta Rocío Agustina Milagros Paula Silvina Graciela Norma Susana
  Patricia Verónica Daniela Micaela Candela Abril Martina Olivia Emma Delfina Mirta Liliana Gabriela Romina`);
const male =
  words(`José Matías Nicolás Santiago Joaquín Bautista Thiago Benjamín Lautaro Facundo Gonzalo Ezequiel
  Sebastián Hernán Gustavo Jorge Carlos Rubén Osvaldo Raúl Hugo Ignacio Franco Bruno Ramiro Germán`);
const family =
  words(`González Rodríguez Fernández López Martínez Sánchez Romero Álvarez Torres Ruiz Ramírez Flores
  Benítez Medina Suárez Herrera Aguirre Giménez Gutiérrez Silva Castro Ortiz Juárez Ríos Morales Godoy Moreno
  Peralta Domínguez Castillo Ponce Vázquez Quiroga Carrizo Ojeda Maldonado Vera Bravo Correa Paz Ñancucheo Bianchi
  Rossi Ferrari Costa Esposito Müller Schmidt Goldberg Kim Nakamura Arslanian`);

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

export function makePeople(random: Random, today: LocalDate, now: number): People {
  const opened = now - 400 * DAY_MS;
  return {
    desk: desk.map((person) => ({ ...person, id: random.uuid(), createdAt: opened })),
    doctors: doctors.map(({ firstName, lastName }) => ({
      id: random.uuid(),
      role: 'doctor' as const,
      firstName,
      lastName,
      email: `${searchText(lastName)}@vitalmed.test`,
      createdAt: opened,
    })),
    patients: makePatients(random, today, now),
  };
}

function makePatients(random: Random, today: LocalDate, now: number): Person[] {
  const documents = new Set<string>();
  return Array.from({ length: PATIENTS }, (_, index) => {
    const sex = index === 0 || random.chance(0.56) ? 'female' : 'male';
    const years = index === 0 ? 34 : random.chance(0.24) ? random.int(1, 13) : random.int(18, 88);
    const birthDate = addDays(today, -Math.round(years * YEAR_DAYS) - random.int(1, 364));
    const name = {
      firstName: random.pick(sex === 'female' ? female : male),
      lastName: random.pick(family),
      ...(index === 0 ? { firstName: demoPatient.firstName, lastName: demoPatient.lastName } : {}),
    };
    const createdAt = now - random.int(70, 380) * DAY_MS;
    const email = emailOf(random, name, index);
    const hasAccount = email !== null && (index === 0 || random.chance(0.55));
    return {
      id: random.uuid(),
      account: hasAccount ? { ...name, id: random.uuid(), role: 'patient' as const, email, createdAt } : null,
      sex,
      ...name,
      documentNumber: documentOf(random, birthDate, documents),
      documentVerified: !hasAccount || random.chance(0.8) || index === 0,
      birthDate,
      phone: `+54911${random.int(20_000_000, 69_999_999)}`,
      email,
      createdAt,
    };
  });
}

/** At a domain that no mail can reach (RFC 2606): a demo must not write to strangers. */
function emailOf(
  random: Random,
  { firstName, lastName }: { firstName: string; lastName: string },
  index: number,
) {
  if (index === 0) return demoPatient.email;
  if (!random.chance(0.72)) return null;
  return normaliseEmail(`${searchText(firstName)}.${searchText(lastName)}${index}@correo.test`);
}

/** Eight digits that rise with the year of birth, as they do in Argentina; each once. */
function documentOf(random: Random, birthDate: LocalDate, taken: Set<string>): string {
  const year = Number(birthDate.slice(0, 4));
  for (;;) {
    const number = 10_000_000 + Math.max(0, year - 1950) * 620_000 + random.int(0, 600_000);
    const document = String(Math.min(number, 99_999_999));
    if (!taken.has(document)) {
      taken.add(document);
      return document;
    }
  }
}

/** Who keeps the demo's agenda. */
export function secretaryOf({ desk }: People): Account {
  const secretary = desk.find(({ role }) => role === 'secretary');
  if (!secretary) throw new Error('The demo has no secretary');
  return secretary;
}

const childrenOnly: SpecialtySlug = 'pediatria';
const womenOnly: SpecialtySlug = 'ginecologia';

/** Those who would see that doctor, without the demo's own patient. */
export function patientsOf(doctor: ClinicDoctor, patients: readonly Person[], today: LocalDate): Person[] {
  const [specialty] = doctor.specialties;
  return patients.slice(1).filter(({ birthDate, sex }) => {
    const isChild = (ageAt(birthDate, today) ?? 0) < 15;
    if (isChild !== (specialty === childrenOnly)) return false;
    return specialty !== womenOnly || sex === 'female';
  });
}
