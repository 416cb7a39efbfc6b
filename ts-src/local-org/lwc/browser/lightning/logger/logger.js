/** Writes to the browser's console. @param {*} message */
export function log(message) {
    console.info(message);
}
