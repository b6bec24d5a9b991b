import { defineAll } from '../../../components/define-all.js';
import { mountAll } from '../../../components/mount.js';
import { createFakeClient } from '../../support/fake-client.js';

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`),
);
defineAll();
mountAll();
const journey = document.querySelector('cordee-journey');
if (journey) journey.client = createFakeClient();

Object.assign(globalThis, { violations, journey });
