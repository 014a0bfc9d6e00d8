import {
  isDocument,
  isEmail,
  isPhone,
  normaliseDocument,
  normaliseEmail,
  normalisePhone,
} from '@vitalmed/core';
import { fieldMessage } from '@vitalmed/i18n';

/** The same rules that the server keeps, told before the form travels. Each gives '' or what to mend. */

const PASSWORD_LENGTH = 10;
const CODE_DIGITS = 6;

type Check = (value: string | undefined) => string;

const check =
  (fault: string, good: (value: string) => boolean): Check =>
  (value) => {
    if (!value?.trim()) return fieldMessage('required');
    return good(value) ? '' : fieldMessage(fault);
  };

export const checkRequired = check('required', () => true);
export const checkEmail = check('bad-email', (value) => isEmail(normaliseEmail(value)));
export const checkDocument = check('bad-document', (value) => isDocument(normaliseDocument(value)));
export const checkPhone = check('bad-phone', (value) => isPhone(normalisePhone(value)));
export const checkNewPassword = check('too-short', (value) => [...value].length >= PASSWORD_LENGTH);
export const checkCode = check('bad-code', (value) => value.replace(/\D/g, '').length === CODE_DIGITS);
