export function migrate(options: {
  databaseUrl: string;
  schema?: string;
  log?: (line: string) => void;
}): Promise<string[]>;
