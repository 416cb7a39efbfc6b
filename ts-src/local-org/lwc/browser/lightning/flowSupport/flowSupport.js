/** Events by which a screen component speaks to the flow around it. They reach the flow only; what they say is in `detail` as well. */

export const FlowAttributeChangeEventName = 'lightning__flowattributechange';
export const FlowNavigationBackEventName = 'lightning__flownavigationback';
export const FlowNavigationNextEventName = 'lightning__flownavigationnext';
export const FlowNavigationPauseEventName = 'lightning__flownavigationpause';
export const FlowNavigationFinishEventName = 'lightning__flownavigationfinish';

/** A screen component changed one of its outputs. */
export class FlowAttributeChangeEvent extends CustomEvent {
    constructor(attributeName, newValue) {
        super(FlowAttributeChangeEventName, { bubbles: true, composed: true, cancelable: true, detail: { attributeName, newValue } });
        this.attributeName = attributeName;
        this.newValue = newValue;
    }
}

const navigation = (name, target) =>
    class extends CustomEvent {
        constructor() {
            super(name, { bubbles: true, composed: true, cancelable: true, detail: { navigationTarget: target } });
        }
    };

export const FlowNavigationNextEvent = navigation(FlowNavigationNextEventName, 'NEXT');
export const FlowNavigationBackEvent = navigation(FlowNavigationBackEventName, 'BACK');
export const FlowNavigationPauseEvent = navigation(FlowNavigationPauseEventName, 'PAUSE');
export const FlowNavigationFinishEvent = navigation(FlowNavigationFinishEventName, 'FINISH');
