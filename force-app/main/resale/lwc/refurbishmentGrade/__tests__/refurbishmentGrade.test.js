import { part, settle, shown } from 'lwc-test';
import RefurbishmentGrade from 'c/refurbishmentGrade';
import grade from '@salesforce/apex/WarehouseController.grade';
import addPhoto from '@salesforce/apex/WarehouseController.addPhoto';

jest.mock('@salesforce/apex/WarehouseController.grade', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WarehouseController.addPhoto', () => ({ default: jest.fn() }), { virtual: true });

const ORDER = { orderId: 'o1', photos: [{ versionId: 'v1', title: 'front' }], checks: [{ code: 'works', question: 'Everything works', answer: true }, { code: 'clean', question: 'It is clean', answer: null }] };

describe('c-refurbishment-grade', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    const show = (changes) => shown('c-refurbishment-grade', RefurbishmentGrade, { order: { ...ORDER, ...changes } }, 'changed');

    it('grades by stored and given answers', async () => {
        const element = show();
        const questions = element.shadowRoot.querySelector('c-trade-in-questions');
        expect(questions.answers).toEqual({ works: true });
        part(element, 'grade').click();
        expect(grade).not.toHaveBeenCalled();
        grade.mockResolvedValue('graded');
        questions.dispatchEvent(new CustomEvent('answerchange', { detail: { code: 'clean', value: false } }));
        await settle();
        part(element, 'grade').click();
        await settle();
        expect(grade).toHaveBeenCalledWith({ orderId: 'o1', answersJson: '{"works":true,"clean":false}' });
        expect(element.heard).toHaveBeenCalledWith('graded');
        await expect(element).toBeAccessible();
    });

    it('keeps a photo', async () => {
        const element = show();
        addPhoto.mockResolvedValue('kept');
        const input = part(element, 'photo');
        Object.defineProperty(input, 'files', { value: [new File(['picture'], 'back.png')] });
        input.dispatchEvent(new CustomEvent('change'));
        await settle(20);
        expect(addPhoto).toHaveBeenCalledWith({ orderId: 'o1', fileName: 'back.png', base64: 'cGljdHVyZQ==' });
        expect(element.heard).toHaveBeenCalledWith('kept');
    });

    it('shows why it was refused, and that there is nothing to check', async () => {
        const element = show({ checks: [] });
        expect(part(element, 'empty')).not.toBeNull();
        grade.mockRejectedValue({ body: { message: 'Not now' } });
        part(element, 'grade').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual({ body: { message: 'Not now' } });
    });
});
