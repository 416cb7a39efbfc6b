export const ShowToastEventName = 'lightning__showtoast';

/** @param {{title: string, message?: string, messageData?: object[], variant?: string, mode?: string}} toast */
export class ShowToastEvent extends CustomEvent {
    constructor(toast) {
        super(ShowToastEventName, { composed: true, cancelable: true, bubbles: true, detail: {} });
        this.toastAttributes = {
            title: toast.title,
            message: toast.message,
            messageData: toast.messageData,
            type: toast.variant ?? toast.type ?? 'info',
            mode: toast.mode ?? 'dismissible',
            duration: toast.duration,
            key: toast.key,
        };
    }
}
