/** Faults of the compiler, shown over the page and in the console. Plain DOM: it must work when nothing else does. */

const shown = new Map();

/** @param {string} specifier @param {{file: string, line: number, column: number, message: string}[]} problems empty clears it */
export function showProblems(specifier, problems) {
    if (problems.length === 0) shown.delete(specifier);
    else shown.set(specifier, problems);
    for (const { file, line, column, message } of problems) console.error(`${specifier}: ${message}\n    at ${file}:${line}:${column}`);
    draw();
}

function draw() {
    document.getElementById('local-org-problems')?.remove();
    if (shown.size === 0) return;
    const panel = document.createElement('div');
    panel.id = 'local-org-problems';
    panel.setAttribute('role', 'alert');
    panel.style.cssText = 'position:fixed;inset:auto 0 0 0;z-index:99999;max-height:60vh;overflow:auto;background:#fff;border-top:4px solid #ba0517;box-shadow:0 -4px 16px rgba(0,0,0,.3);padding:1rem 1.5rem;font:13px/1.5 ui-monospace,monospace;color:#181818';
    const close = document.createElement('button');
    close.textContent = 'Close';
    close.className = 'slds-button slds-button_neutral slds-float_right';
    close.addEventListener('click', () => panel.remove());
    panel.append(close);
    for (const [specifier, problems] of shown) {
        panel.append(line(`${specifier} does not compile`, 'font-weight:700;color:#ba0517'));
        for (const problem of problems) {
            panel.append(line(problem.message, 'white-space:pre-wrap'));
            panel.append(line(`${problem.file}:${problem.line}:${problem.column}`, 'color:#444;margin-bottom:.75rem'));
        }
    }
    document.body.append(panel);
}

function line(text, style) {
    const element = document.createElement('div');
    element.textContent = text;
    element.style.cssText = style;
    return element;
}
