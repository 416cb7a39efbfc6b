import { boot, formFactor } from 'local/boot';
import { request } from 'local/http';

const known = new Map();

/** Description of the page that an address shows; asked for once. @param {'home'|'record'|'tab'} kind */
export function pageFor(kind, name, app = boot.appName) {
    const path = `/lightning/api/page/${kind}/${encodeURIComponent(name)}?app=${encodeURIComponent(app)}&formFactor=${formFactor}`;
    if (!known.has(path)) known.set(path, request('GET', path));
    const answer = known.get(path);
    answer.catch(() => known.delete(path));
    return answer;
}
