export interface Nginx {
  /** Of the master. */
  pid: number;
  url: string;
  httpsUrl: string;
  /** The port that cloudflared alone reaches. */
  tunnelUrl: string;
  /** Path of one of its folders: etc, run, web, certs, acme. */
  folder(name: string): string;
  /** The last lines of what it said. */
  tail(): string;
  /** Runs one of nginx/bin with the same settings. */
  script(name: string, ...args: string[]): Promise<{ code: number | null; output: string }>;
  stop(): Promise<void>;
}

export function startNginx(options: {
  webSource: string;
  securityHeaders: (options: {
    publicUrl: string;
    allowPrivateMedia: boolean;
    connectOrigins: string[];
  }) => Record<string, string>;
  settings?: Record<string, string>;
  certificate?: Record<string, string>;
  program?: string;
}): Promise<Nginx>;
