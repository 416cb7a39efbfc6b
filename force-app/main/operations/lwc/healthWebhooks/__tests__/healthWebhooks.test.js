import { createElement } from 'lwc';
import { settle } from 'lwc-test';
import HealthWebhooks from 'c/healthWebhooks';
import getSubscriptions from '@salesforce/apex/WebhookReviewController.getSubscriptions';
import rotateSecret from '@salesforce/apex/WebhookReviewController.rotateSecret';

jest.mock('@salesforce/apex/WebhookReviewController.getSubscriptions', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/WebhookReviewController.rotateSecret', () => ({ default: jest.fn() }), { virtual: true });

const ROWS = [
    { id: 's1', name: 'Partner', endpoint: 'https://partner.example/hook', isActive: true },
    { id: 's2', name: 'Former', endpoint: 'callout:Former/hook', isActive: false }
];

describe('c-health-webhooks', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    async function show() {
        const element = createElement('c-health-webhooks', { is: HealthWebhooks });
        document.body.appendChild(element);
        await settle();
        return element;
    }
    const at = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

    it('shows a new secret until it is hidden', async () => {
        getSubscriptions.mockResolvedValue(ROWS);
        rotateSecret.mockResolvedValue('whsec_new');
        const element = await show();
        expect(at(element, 'secret')).toBeNull();
        at(element, 's1').click();
        await settle();
        expect(rotateSecret).toHaveBeenCalledWith({ subscriptionId: 's1' });
        expect(at(element, 'secret-value').value).toBe('whsec_new');
        await expect(element).toBeAccessible();
        at(element, 'kept').click();
        await settle();
        expect(at(element, 'secret')).toBeNull();
    });

    it('says that nobody is subscribed', async () => {
        getSubscriptions.mockResolvedValue([]);
        const element = await show();
        expect(at(element, 'empty')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('says why it cannot tell, and tries again', async () => {
        getSubscriptions.mockRejectedValueOnce({ body: { message: 'Not allowed' } });
        const element = await show();
        getSubscriptions.mockResolvedValue(ROWS);
        element.shadowRoot.querySelector('c-error-panel').dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(at(element, 's2')).not.toBeNull();
    });
});
