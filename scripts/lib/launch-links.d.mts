export interface TelegramUser {
  id: number;
  first_name: string;
  username: string;
  language_code: string;
}

export function launchLink(options: {
  user: TelegramUser;
  botToken: string;
  publicUrl: string;
  nowMs: number;
}): string;
