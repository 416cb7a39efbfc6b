import FlowInput from 'local/flowInput';

/** Asks for an e-mail address. */
export default class Email extends FlowInput {
    type = 'email';
}
