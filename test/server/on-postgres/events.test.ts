process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../events.test.js');
