import { expect, it } from '@jest/globals';
import { START_SCRIPT_HASH, contentSecurityPolicy } from '@watchparty/shared';

import { startScript } from '../../build/static-start.js';

it('is known to the policy as the page has it', () => {
  // Refuses a text of another hash.
  expect(startScript()).toMatch(/^\(\(\) => \{/);
  const policy = contentSecurityPolicy({ publicUrl: 'https://party.example', allowPrivateMedia: false });
  expect(policy['script-src']).toContain(`'${START_SCRIPT_HASH}'`);
});
