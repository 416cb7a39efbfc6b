import { boot } from 'local/boot';
import { showProblems } from 'local/overlay';

/** Follows the project's files: reloads on save, shows what does not compile. */
export function follow() {
    const source = new EventSource(`${boot.site?.api ?? ''}/lightning/api/events`);
    source.addEventListener('reload', () => location.reload());
    source.addEventListener('problems', (event) => {
        const { specifier, problems } = JSON.parse(event.data);
        showProblems(specifier, problems);
    });
    globalThis.addEventListener('pagehide', () => source.close());
}
