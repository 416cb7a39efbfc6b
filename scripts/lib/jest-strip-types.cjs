/** Jest transform for TypeScript: Node's own type stripping, so tests run what production runs. */
const { stripTypeScriptTypes } = require('node:module');
const { createHash } = require('node:crypto');
const path = require('node:path');

/** Jest 29 gives modules `import.meta.url` only. */
function withMetaPaths(code, file) {
  return code.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))).replaceAll('import.meta.filename', JSON.stringify(file));
}

module.exports = {
  canInstrument: false,
  getCacheKey: (source, file) => createHash('sha1').update(`2\0${file}\0${source}`).digest('hex'),
  process: (source, file) => ({ code: withMetaPaths(stripTypeScriptTypes(source, { mode: 'strip' }), file) }),
};
