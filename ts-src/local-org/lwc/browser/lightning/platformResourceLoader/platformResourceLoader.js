const loads = new Map();

function once(url, create) {
    if (!loads.has(url)) {
        loads.set(url, new Promise((resolve, reject) => {
            const element = create();
            element.addEventListener('load', () => resolve());
            element.addEventListener('error', () => {
                loads.delete(url);
                reject(new Error(`${url} cannot be loaded`));
            });
            document.head.append(element);
        }));
    }
    return loads.get(url);
}

/** Runs a script of a static resource once. @param {LightningElement} _component @param {string} url */
export function loadScript(_component, url) {
    return once(url, () => Object.assign(document.createElement('script'), { src: url, async: false }));
}

/** Adds a style sheet of a static resource once. @param {LightningElement} _component @param {string} url */
export function loadStyle(_component, url) {
    return once(url, () => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }));
}
