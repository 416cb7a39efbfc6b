import { LightningElement } from 'lwc';
import template from './placeholder.html';

/** A component class that draws a box naming the standard component which the local org does not have. */
export function placeholder(tag) {
    return class Placeholder extends LightningElement {
        tag = tag;

        render() {
            return template;
        }
    };
}
