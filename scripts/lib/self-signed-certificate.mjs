import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const VALID_FROM = '200101000000Z';
const VALID_TO = '491231235959Z';

/**
 * A certificate that nobody trusts, for a server that needs one. DER is written by hand: Node makes none.
 *
 * @param {string} [name]
 * @returns {{ 'fullchain.pem': string, 'privkey.pem': string }}
 */
export function selfSignedCertificate(name = 'localhost') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, ECDSA_WITH_SHA256);
  const subject = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const validity = der(0x30, der(0x17, Buffer.from(VALID_FROM)), der(0x17, Buffer.from(VALID_TO)));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = der(
    0x30,
    der(0x02, serial),
    algorithm,
    subject,
    validity,
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    'fullchain.pem': pem('CERTIFICATE', certificate),
    'privkey.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/**
 * @param {number} tag
 * @param {Buffer[]} parts
 */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/**
 * @param {string} label
 * @param {Buffer} content
 */
function pem(label, content) {
  const lines = content.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
