/** The Metadata API: deploy, retrieve, list and describe, by SOAP and by REST. */
export { metadataRoutes } from './rest.ts';
export { metadataOperations } from './soap.ts';
