import { createTRPCClient } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { BackofficeRouter } from '@vitalmed/api';
import type { NamedSlot } from '@vitalmed/core';
import { createSessionSignal, createStaffQueryClient, staffAccount, staffLinks } from '@vitalmed/ui-react';

export const sessionSignal = createSessionSignal();
export const trpc = createTRPCReact<BackofficeRouter>();
export const apiClient = createTRPCClient<BackofficeRouter>({ links: staffLinks(sessionSignal) });
export const queryClient = createStaffQueryClient();
export const account = staffAccount(apiClient.account);

type Outputs = inferRouterOutputs<BackofficeRouter>;
type Inputs = inferRouterInputs<BackofficeRouter>;

export type Catalog = Outputs['catalog']['get'];
export type AgendaDay = Outputs['agenda']['day'];
export type AgendaDayInput = Inputs['agenda']['day'];
export type AgendaColumn = AgendaDay['columns'][number];
export type AgendaSlot = AgendaColumn['slots'][number];
export type AgendaAppointment = NonNullable<AgendaSlot['appointment']>;
export type AgendaRow = Outputs['agenda']['list']['rows'][number];
export type FreeSlot = NamedSlot;
export type PatientSummary = Outputs['patients']['search']['patients'][number];
export type PatientFile = Outputs['patients']['get'];
export type AppointmentFile = Outputs['appointments']['get'];
export type TransitionCommand = Inputs['appointments']['transition']['command'];
export type Opening = Inputs['schedules']['preview'];
export type OpeningPreview = Outputs['schedules']['preview'];
