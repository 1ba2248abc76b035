// What Node's crypto has and this one has not: each name is a function that says so.
const { unavailable } = require("../errors");

const REMEDY =
  "there are hashes, HMAC, PBKDF2, HKDF and random values; " +
  "for more, bundle a JavaScript package such as @noble/curves or @noble/ciphers";

const NAMES = `
  Certificate Cipher Cipheriv Decipher Decipheriv DiffieHellman DiffieHellmanGroup ECDH KeyObject Sign Verify
  X509Certificate checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman
  createDiffieHellmanGroup createECDH createPrivateKey createPublicKey createSecretKey createSign createVerify
  diffieHellman generateKey generateKeyPair generateKeyPairSync generateKeySync generatePrime generatePrimeSync
  getCipherInfo getDiffieHellman privateDecrypt privateEncrypt publicDecrypt publicEncrypt scrypt scryptSync sign
  verify`;

for (const name of NAMES.trim().split(/\s+/)) exports[name] = unavailable(`crypto.${name}`, REMEDY);
