/** Stub of lightning/navigation that remembers where a component went. */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

let last;

export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](pageReference, replace) {
            last = { pageReference, replace };
        }

        [GenerateUrl](pageReference) {
            return Promise.resolve(`/${pageReference.attributes?.recordId ?? ''}`);
        }
    };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

export { CurrentPageReference } from '@salesforce/sfdx-lwc-jest/src/lightning-stubs/navigation/navigation';

/** `{pageReference, replace}` of the last navigation. */
export const getNavigateCalledWith = () => last;
