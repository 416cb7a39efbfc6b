/** Jest transform for TypeScript: Node's own type stripping, so tests run what production runs. */
const { stripTypeScriptTypes } = require('node:module');
const { createHash } = require('node:crypto');

module.exports = {
  canInstrument: false,
  getCacheKey: (source, path) => createHash('sha1').update(`1\0${path}\0${source}`).digest('hex'),
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
};
