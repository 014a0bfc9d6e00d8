export * from './format.ts';
export * from './labels.ts';
export * from './locale.ts';
export * from './messages.ts';
export * from './reasons.ts';
