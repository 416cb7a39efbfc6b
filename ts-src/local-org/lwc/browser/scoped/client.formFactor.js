export { formFactor as default } from 'local/boot';
