process.env['CORDEE_TEST_DATABASE'] = 'postgres';
await import('../convergence.test.js');
