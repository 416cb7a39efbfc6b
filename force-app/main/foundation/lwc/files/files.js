/**
 * @param {Blob} file
 * @returns {Promise<string>} its bytes in base64
 */
export function base64Of(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).split(',')[1]);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}

/**
 * Gives the browser a file to keep.
 * @param {string} name
 * @param {string} type media type
 * @param {string} text
 */
export function saveFile(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
}
