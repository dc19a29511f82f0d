import os from 'node:os';

/** How busy the machine was meanwhile, so that a run beside other work is recognised. */
export interface MachineLoad {
  cores: number;
  /** Share of all cores that was in use, 0 to 1. */
  busy: number;
  /** Load average of the last minute, at the end. */
  loadAverage: number;
}

/** @returns what ends the measurement and says the result */
export function measureLoad(): () => MachineLoad {
  const before = readTimes();
  return () => {
    const after = readTimes();
    const total = after.total - before.total;
    return {
      cores: os.cpus().length,
      busy: total > 0 ? 1 - (after.idle - before.idle) / total : 0,
      loadAverage: os.loadavg()[0] ?? 0,
    };
  };
}

function readTimes(): { total: number; idle: number } {
  const times = os.cpus().map((cpu) => cpu.times);
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  return {
    total: sum(times.flatMap((cpu) => Object.values(cpu))),
    idle: sum(times.map(({ idle }) => idle)),
  };
}
