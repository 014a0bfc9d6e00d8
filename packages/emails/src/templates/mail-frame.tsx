/** @jsxRuntime automatic @jsxImportSource react */
import { m } from '@vitalmed/i18n';
import type { ReactNode } from 'react';
import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from 'react-email';
import type { Locale } from '../port.ts';
import { colour, darkStyles, fontFamily } from './theme.ts';

const text = { fontSize: '16px', lineHeight: '25px', margin: '0 0 16px', color: colour.ink };

/** The sheet that every mail is written on: brand on top, one column, one card. */
export function MailFrame(props: { locale: Locale; title: string; preview: string; children: ReactNode }) {
  const { locale } = props;
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{darkStyles}</style>
      </Head>
      <Body
        className="canvas"
        lang={locale}
        style={{ backgroundColor: colour.canvas, fontFamily, margin: 0, padding: '24px 12px' }}
      >
        <Preview>{props.preview}</Preview>
        <Container style={{ maxWidth: '560px' }}>
          <Text
            className="link"
            style={{ ...text, color: colour.brand, fontWeight: 700, margin: '0 8px 12px' }}
          >
            {m.emails_brand({}, { locale })}
          </Text>
          <Section
            className="surface"
            style={{
              backgroundColor: colour.surface,
              border: `1px solid ${colour.line}`,
              borderRadius: '16px',
              padding: '28px 24px',
            }}
          >
            <Heading
              as="h1"
              className="ink"
              style={{ color: colour.ink, fontSize: '24px', lineHeight: '30px', margin: '0 0 16px' }}
            >
              {props.title}
            </Heading>
            {props.children}
          </Section>
          <Text
            className="muted"
            style={{ color: colour.muted, fontSize: '13px', lineHeight: '20px', margin: '16px 8px 0' }}
          >
            {m.emails_automatic({}, { locale })}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={text}>
      {children}
    </Text>
  );
}

export function SmallPrint({ children }: { children: ReactNode }) {
  return (
    <Text
      className="muted"
      style={{ color: colour.muted, fontSize: '14px', lineHeight: '21px', margin: '0 0 12px' }}
    >
      {children}
    </Text>
  );
}

/** A button of 48 px, wide enough for a thumb. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: '20px 0' }}>
      <Button
        className="action"
        href={href}
        style={{
          backgroundColor: colour.brand,
          borderRadius: '12px',
          color: colour.onBrand,
          fontSize: '16px',
          fontWeight: 600,
          padding: '15px 24px',
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

export function PlainLink({ href, children }: { href: string; children: string }) {
  return (
    <Link className="link" href={href} style={{ color: colour.brand, textDecoration: 'underline' }}>
      {children}
    </Link>
  );
}

/** The thing to be read first: a code, a date. */
export function Highlight(props: { children: string; spaced?: boolean; struck?: boolean }) {
  const { spaced = false, struck = false } = props;
  // "15:00 h" stays together on a narrow screen.
  const words = props.children.replace(/ (?=h$)/, '\u00a0');
  return (
    <Section
      className="sunk"
      style={{ backgroundColor: colour.sunk, borderRadius: '12px', margin: '0 0 20px', padding: '16px 18px' }}
    >
      <Text
        className="ink"
        style={{
          color: colour.ink,
          fontSize: spaced ? '32px' : '20px',
          fontWeight: 700,
          letterSpacing: spaced ? '6px' : 'normal',
          lineHeight: spaced ? '40px' : '27px',
          margin: 0,
        }}
      >
        {struck ? <s>{words}</s> : words}
      </Text>
    </Section>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Text className="ink" style={{ ...text, margin: '0 0 12px' }}>
      <span className="muted" style={{ color: colour.muted, fontSize: '14px' }}>
        {label}
      </span>
      <br />
      {children}
    </Text>
  );
}
