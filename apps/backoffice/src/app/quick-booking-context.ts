import { createContext, use } from 'react';

/** What quick booking opens with; everything can be changed in it. */
export interface QuickBookingStart {
  slotId?: number;
  doctorId?: number;
  specialtyId?: number;
  siteId?: number;
  date?: string;
  patientId?: string;
}

export const QuickBookingContext = createContext<(start?: QuickBookingStart) => void>(() => {});

/** Opens the quick booking dialog from anywhere. */
export function useQuickBooking(): (start?: QuickBookingStart) => void {
  return use(QuickBookingContext);
}
