/** Names as they are common in Argentina; combined, they make the doctors and patients of a network. */
export const firstNames = `
  Martina Mateo Sofía Benjamín Valentina Thiago Lucía Joaquín Camila Lautaro Julieta Santiago Agustina Tomás
  Florencia Nicolás Carolina Facundo Mariana Gonzalo Silvia Ramón Graciela Héctor Norma Rubén Mirta Osvaldo
  Beatriz Jorge Gabriela Sergio Verónica Marcelo Natalia Pablo Romina Diego Cecilia Andrés
`
  .trim()
  .split(/\s+/);

export const lastNames = `
  González Rodríguez Gómez Fernández López Díaz Martínez Pérez García Sánchez Romero Sosa Torres Álvarez Ruiz
  Ramírez Flores Benítez Acosta Medina Herrera Suárez Aguirre Giménez Gutiérrez Pereyra Rojas Molina Castro Ortiz
  Silva Núñez Luna Juárez Cabrera Ríos Morales Godoy Moreno Ferreyra Domínguez Carrizo Peralta Castillo Ledesma
  Quiroga Vega Vera Muñoz Ojeda Ponce Villalba Cardozo Navarro Coronel Vázquez Ferrari Rossi Bianchi Romano
  Etcheverry Arrieta Zabala Iturbe Kowalski Schmidt Weber Müller Yamamoto Haddad
`
  .trim()
  .split(/\s+/);
