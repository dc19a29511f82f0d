export function signInitData(fields: Record<string, string>, botToken: string): string;
