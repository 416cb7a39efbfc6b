import { LightningElement, api } from 'lwc';
import drawn from '@salesforce/label/c.Loop_Ui_Pack_Curve';

const WIDTH = 600;
const HEIGHT = 180;

/** A curve or steps, drawn; the numbers stand in a table beside it. */
export default class RuleCurve extends LightningElement {
    width = WIDTH;
    height = HEIGHT;
    viewBox = `-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`;

    /** [[x, y], …] with rising x. */
    @api points = [];
    /** Steps hold their value until the next one; a curve joins its points. */
    @api isSteps = false;

    get path() {
        const points = this.sound;
        if (points.length === 0) return '';
        const [last] = points.at(-1);
        const first = points[0][0];
        const span = last - first || 1;
        const top = Math.max(...points.map(([, y]) => y)) || 1;
        const place = (x, y) => `${Math.round(((x - first) / span) * WIDTH)},${Math.round(HEIGHT - (y / top) * HEIGHT)}`;
        const corners = points.flatMap(([x, y], index) => (this.isSteps && index > 0 ? [place(x, points[index - 1][1]), place(x, y)] : [place(x, y)]));
        return corners.join(' ');
    }

    get description() {
        const points = this.sound;
        if (points.length === 0) return '';
        const [[x1, y1]] = points;
        const [x2, y2] = points.at(-1);
        return [x1, y1, x2, y2].reduce((text, value, index) => text.replace(`{${index}}`, String(value)), drawn);
    }

    get sound() {
        return this.points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    }
}
