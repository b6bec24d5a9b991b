process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../pull.test.js');
