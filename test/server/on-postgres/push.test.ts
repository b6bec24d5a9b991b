process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../push.test.js');
