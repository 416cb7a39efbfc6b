/** Closes the dialog of the quick action that the component runs in. */
export class CloseActionScreenEvent extends CustomEvent {
    constructor(options) {
        super('lightning__actionsclosescreen', { bubbles: true, composed: true, ...options });
    }
}
