export * as m from './generated/messages.js';
