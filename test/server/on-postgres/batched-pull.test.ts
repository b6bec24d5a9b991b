process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../batched-pull.test.js');
