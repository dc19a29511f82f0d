export interface Child {
  pid: number;
  /** Never rejects. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  isRunning(): boolean;
  /** The last lines of what it printed. */
  tail(): string;
  stop(signal?: NodeJS.Signals, patienceMs?: number): Promise<void>;
}

export interface LaunchOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  onOutput?: (text: string) => void;
  tailLines?: number;
}

export function launch(command: string, args: string[], options?: LaunchOptions): Promise<Child>;
/** @param pid negative for a process group */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean;
