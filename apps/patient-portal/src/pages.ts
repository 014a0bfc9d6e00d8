/** Every address of the portal. The build hands them to the server, which answers 404 for all others. */
export const PAGES = {
  search: '/',
  booking: '/reservar/:slotId',
  booked: '/reservado/:id',
  mine: '/mis-turnos',
  reschedule: '/mis-turnos/:id/cambiar',
  signIn: '/ingresar',
  signUp: '/crear-cuenta',
  forgotPassword: '/olvide-mi-contrasena',
  resetPassword: '/restablecer',
} as const;
