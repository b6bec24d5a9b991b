import { settingsSchema } from '../../people/settings.js';

/** What follows a person between their devices. */
export const personSchemas = { settings: settingsSchema } as const;
