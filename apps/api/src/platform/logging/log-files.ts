import path from 'node:path';
import DailyRotateFile from 'winston-daily-rotate-file';

export interface LogFilesOptions {
  directory: string;
  /** Size at which a file is full, such as `20m`. */
  maxSize: string;
  /** How long files are kept, such as `14d`. */
  maxAge: string;
  /** Of the files, so that two processes do not write into one. */
  name: string;
}

/** A file a day, and another one whenever one is full. */
export class LogFiles extends DailyRotateFile {
  constructor({ directory, maxSize, maxAge, name }: LogFilesOptions) {
    super({
      dirname: directory,
      filename: `${name}-%DATE%.log`,
      maxSize,
      maxFiles: maxAge,
      // By a name of its own, or a changed setting would forget which files there are to remove.
      auditFile: path.join(directory, '.api-log-files.json'),
    });
    // Nobody else listens, and a full disk would end the process.
    this.logStream.on('error', (error) => this.emit('error', error));
  }

  override log(info: unknown, next: () => void): void {
    try {
      super.log?.(info, next);
    } catch (error) {
      // A folder that cannot be made.
      this.emit('error', error);
      next();
    }
  }

  /** The end of the log is the end of its file, too. */
  override _final(done: () => void): void {
    this.logStream.end(() => done());
  }
}
