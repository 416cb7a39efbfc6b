export { reflectAttribute } from 'lightning/utilsPrivate';
