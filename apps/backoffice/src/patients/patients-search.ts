import * as z from 'zod/mini';
import { addressText } from '../app/address-text.ts';

export const patientsSearch = z.object({ q: addressText, paciente: addressText });
