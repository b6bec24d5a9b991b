process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../permissions.test.js');
