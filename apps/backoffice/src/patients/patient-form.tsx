import { m } from '@vitalmed/i18n';
import { Alert, Button, failureMessage, fieldErrorsOf, TextField } from '@vitalmed/ui-react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { type PatientFields, patientFieldError } from './patient-fields.ts';

interface PatientFormProps {
  label: string;
  start: PatientFields;
  submitLabel: string;
  pending: boolean;
  /** Why the last attempt was refused. What was typed stays. */
  error: unknown;
  /** Asked only where it helps: the minimum is name, DNI and telephone. */
  withBirthDate?: boolean;
  extra?: ReactNode;
  onSubmit(fields: PatientFields): void;
  onCancel(): void;
}

export function PatientForm(props: PatientFormProps) {
  const {
    label,
    start,
    submitLabel,
    pending,
    error,
    withBirthDate = false,
    extra,
    onSubmit,
    onCancel,
  } = props;
  const form = useForm<PatientFields>({ defaultValues: start, mode: 'onTouched', shouldFocusError: true });
  const refused = fieldErrorsOf(error);

  function field(name: keyof PatientFields) {
    const { errors } = form.formState;
    return {
      ...form.register(name, {
        validate: (value) => patientFieldError(name, value) ?? true,
      }),
      error: errors[name]?.message ?? refused[name],
    };
  }

  const firstEmpty =
    start.lastName === '' ? 'lastName' : start.firstName === '' ? 'firstName' : 'documentNumber';
  return (
    <form
      aria-label={label}
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={m.office_last_name()}
          autoComplete="off"
          autoFocus={firstEmpty === 'lastName'}
          {...field('lastName')}
        />
        <TextField
          label={m.office_first_name()}
          autoComplete="off"
          autoFocus={firstEmpty === 'firstName'}
          {...field('firstName')}
        />
        <TextField
          label={m.office_document()}
          autoComplete="off"
          autoFocus={firstEmpty === 'documentNumber'}
          {...field('documentNumber')}
        />
        <TextField label={m.office_phone()} type="tel" autoComplete="off" {...field('phone')} />
        <TextField label={m.office_email_optional()} type="email" autoComplete="off" {...field('email')} />
        {withBirthDate && (
          <TextField label={m.office_birth_date_optional()} type="date" {...field('birthDate')} />
        )}
      </div>
      {error != null && <Alert tone="danger">{failureMessage(error)}</Alert>}
      {extra}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {submitLabel}
        </Button>
        <Button onClick={onCancel}>{m.common_cancel()}</Button>
      </div>
    </form>
  );
}
