process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../sync.test.js');
