process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../queries.test.js');
