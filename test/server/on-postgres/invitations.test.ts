process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../invitations.test.js');
