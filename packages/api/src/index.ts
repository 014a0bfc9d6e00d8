export { acceptedEncoding } from './accepted-encoding.ts';
export { type ApiOptions, createApi } from './http.ts';
export { apiFirst } from './listener.ts';
export type { ApiDependencies } from './request-context.ts';
export type { BackofficeRouter } from './routers/backoffice.ts';
export type { DoctorRouter } from './routers/doctor.ts';
export type { PortalRouter } from './routers/portal.ts';
export { createStreamPlaces } from './stream-places.ts';
