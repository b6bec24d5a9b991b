process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../grants.test.js');
