import { createElement } from 'lwc';

/** Lets answers arrive and the page show them; a file takes its `milliseconds` to be read. */
export const settle = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Puts a component on the page.
 * @param {string} tag
 * @param {Function} Component
 * @param {object} [properties]
 * @param {string} [event] what it tells goes to `element.heard`, each by its detail
 */
export function shown(tag, Component, properties = {}, event = undefined) {
    const element = createElement(tag, { is: Component });
    Object.assign(element, properties);
    if (event) {
        element.heard = jest.fn();
        element.addEventListener(event, ({ detail }) => element.heard(detail));
    }
    document.body.appendChild(element);
    return element;
}

/** The part of a component that has this id. */
export const part = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
