import path from 'node:path';

/** Has Jest say of each file of tests that it has begun: of a run that never ends, the file that hangs is one of them. */
class BegunFilesReporter {
  /** @param {{ path: string, context: { config: { rootDir: string } } }} file */
  onTestFileStart({ path: file, context }) {
    process.stderr.write(`BEGUN ${path.relative(context.config.rootDir, file)}\n`);
  }
}

export default BegunFilesReporter;
