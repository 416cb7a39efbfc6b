import FlowInput from 'local/flowInput';

/** Asks for an address of the web. */
export default class Url extends FlowInput {
    type = 'url';
}
