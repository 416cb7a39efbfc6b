import { createElement } from 'lwc';
import SignaturePad from 'c/signaturePad';

const pen = { beginPath: jest.fn(), moveTo: jest.fn(), lineTo: jest.fn(), stroke: jest.fn(), clearRect: jest.fn(), fillText: jest.fn() };

describe('c-signature-pad', () => {
    beforeEach(() => {
        // jsdom has no canvas
        HTMLCanvasElement.prototype.getContext = () => pen;
        HTMLCanvasElement.prototype.toDataURL = () => 'data:image/png;base64,iVBORw0KGgo=';
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    function show() {
        const element = createElement('c-signature-pad', { is: SignaturePad });
        element.label = 'Signature of the customer';
        const signed = jest.fn();
        element.addEventListener('signed', ({ detail }) => signed(detail.isSigned));
        document.body.appendChild(element);
        return { element, signed, canvas: element.shadowRoot.querySelector('canvas') };
    }

    const pointer = (type) => Object.assign(new CustomEvent(type, { bubbles: true }), { clientX: 10, clientY: 10, pointerId: 1 });

    it('has no image before somebody signed', async () => {
        const { element } = show();
        expect(element.getImage()).toBe('');
        await expect(element).toBeAccessible();
    });

    it('takes a stroke as a signature, but no movement without a press', () => {
        const { element, signed, canvas } = show();
        canvas.dispatchEvent(pointer('pointermove'));
        expect(signed).not.toHaveBeenCalled();
        canvas.dispatchEvent(pointer('pointerdown'));
        canvas.dispatchEvent(pointer('pointermove'));
        canvas.dispatchEvent(pointer('pointerup'));
        canvas.dispatchEvent(pointer('pointermove'));
        expect(pen.stroke).toHaveBeenCalledTimes(1);
        expect(signed.mock.calls).toEqual([[true]]);
        expect(element.getImage()).toBe('iVBORw0KGgo=');
    });

    it('takes a typed name from whoever cannot draw', () => {
        const { element, signed } = show();
        const input = element.shadowRoot.querySelector('lightning-input');
        input.value = 'Ada Roy';
        input.dispatchEvent(new CustomEvent('change'));
        expect(pen.fillText.mock.calls[0][0]).toBe('Ada Roy');
        expect(signed.mock.calls).toEqual([[true]]);
    });

    it('forgets what was signed on demand', () => {
        const { element, signed, canvas } = show();
        canvas.dispatchEvent(pointer('pointerdown'));
        canvas.dispatchEvent(pointer('pointermove'));
        element.shadowRoot.querySelector('[data-id="clear"]').click();
        expect(signed.mock.calls).toEqual([[true], [false]]);
        expect(element.getImage()).toBe('');
    });
});
