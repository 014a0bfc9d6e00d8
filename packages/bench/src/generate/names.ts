/** Names as they are common in Argentina; combined, they make a network's doctors and patients. */
export const firstNames = `
  s doctors and patients. */ export const firstNames = [    ,    ,    ,    ,    ,    ,    ,    ,    ,
  ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
  ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
`
  .trim()
  .split(/\s+/);

export const lastNames = `
  , ];  export const lastNames = [    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
  ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
  ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
  ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,    ,
`
  .trim()
  .split(/\s+/);
