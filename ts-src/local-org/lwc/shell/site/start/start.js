import { createElement } from 'lwc';
import App from 'site/app';
import { follow } from 'local/live';

document.body.prepend(createElement('site-app', { is: App }));
follow();
