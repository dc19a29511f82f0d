/** Stops processes as a device that sleeps does, and lets them go on when the returned function is called. */
export function sleepProcesses(pids: readonly number[]): () => void {
  const stopped: number[] = [];
  const wake = (): void => {
    for (const pid of stopped.splice(0)) signal(pid, 'SIGCONT');
    process.off('exit', wake);
  };
  // Nobody could end a browser that was left asleep.
  process.on('exit', wake);
  for (const pid of pids) {
    if (signal(pid, 'SIGSTOP')) stopped.push(pid);
  }
  return wake;
}

/** @returns whether the process is still there */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
