import { randomUUID } from 'node:crypto';
import { restoreFolderDatabase } from '../storage/folder-database.js';

const [file, folder] = process.argv.slice(2);
if (file === undefined || folder === undefined) {
  console.error(
    'Give the file of the backup, and the folder to make: node dist/server/process/restore-main.js cordee.tar.gz data',
  );
  process.exitCode = 1;
} else {
  try {
    await restoreFolderDatabase(file, folder, randomUUID);
    console.log(`Restored into "${folder}", checked, and named anew: devices will notice.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The backup could not be restored.');
    process.exitCode = 1;
  }
}
