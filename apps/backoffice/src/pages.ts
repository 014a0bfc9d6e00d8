/** Every address of the backoffice. The build hands them to the server, which answers 404 for all others. */
export const PAGES = { agenda: '/', opening: '/abrir', patients: '/pacientes' } as const;
