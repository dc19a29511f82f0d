export function selfSignedCertificate(name?: string): Record<'fullchain.pem' | 'privkey.pem', string>;
