process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../held-grants.test.js');
