import { describe, expect, it } from 'vitest';
import { normalisePhone } from './telephone.ts';
import { readablePhone, telUrl, whatsAppUrl } from './telephone-links.ts';

describe('a telephone to be read and pressed', () => {
  it.each([
    ['+541148765432', '11 4876-5432'],
    ['+5491148765432', '11 4876-5432'],
    ['+543514223344;ext=23', '351 422-3344 int. 23'],
    ['+542944123456', '294 412-3456'],
    ['+543327123456', '3327 12-3456'],
    ['+59829001234', '+59829001234'],
    ['48765432', '48765432'],
  ])('%s reads %s', (phone, read) => expect(readablePhone(phone)).toBe(read));

  it.each(['011 4876-5432', '351 422-3344', '3327 12-3456', '11 4876-5432 int. 23'])(
    'is the same when somebody writes down what they read: %s',
    (written) => expect(normalisePhone(readablePhone(normalisePhone(written)))).toBe(normalisePhone(written)),
  );

  it('leads to the dialler and to WhatsApp', () => {
    expect(telUrl('+541148765432;ext=23')).toBe('tel:+541148765432;ext=23');
    expect(whatsAppUrl('+5491148765432')).toBe('https://wa.me/5491148765432');
    expect(whatsAppUrl('48765432')).toBeNull();
    expect(whatsAppUrl('javascript:alert(1)')).toBeNull();
  });
});
