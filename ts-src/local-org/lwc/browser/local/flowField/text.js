/** Labels may have been written in a rich-text editor; controls show text. */
export function plainText(html) {
    if (!/[<&]/.test(html)) return html;
    return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
}
