import { createContext } from 'react';
import type { Client } from '#shared/api/client.ts';

/** The host, for the few things that are no state: opening a page outside. */
export const ClientContext = createContext<Client | null>(null);
