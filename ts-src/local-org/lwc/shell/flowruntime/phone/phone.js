import FlowInput from 'local/flowInput';

/** Asks for a telephone number. */
export default class Phone extends FlowInput {
    type = 'tel';
}
