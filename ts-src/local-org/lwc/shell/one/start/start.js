import { createElement } from 'lwc';
import App from 'one/app';
import { follow } from 'local/live';

const host = createElement('one-app', { is: App });
if (!host.shadowRoot?.synthetic && document.documentElement.attachShadow) console.error('Synthetic shadow is not in place: SLDS classes will not reach components.');
document.body.prepend(host);
follow();
