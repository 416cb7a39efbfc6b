const flowEvent = (type, detail) => [type, { bubbles: true, composed: true, cancelable: true, detail }];

/** A screen component changed one of its outputs. */
export class FlowAttributeChangeEvent extends CustomEvent {
    constructor(attributeName, attributeValue) {
        super(...flowEvent('flowattributechange', { attributeName, attributeValue }));
        this.attributeName = attributeName;
        this.attributeValue = attributeValue;
    }
}

export class FlowNavigationNextEvent extends CustomEvent {
    constructor() {
        super(...flowEvent('flownavigation', { navigationTarget: 'NEXT' }));
    }
}

export class FlowNavigationBackEvent extends CustomEvent {
    constructor() {
        super(...flowEvent('flownavigation', { navigationTarget: 'BACK' }));
    }
}

export class FlowNavigationPauseEvent extends CustomEvent {
    constructor() {
        super(...flowEvent('flownavigation', { navigationTarget: 'PAUSE' }));
    }
}

export class FlowNavigationFinishEvent extends CustomEvent {
    constructor() {
        super(...flowEvent('flownavigation', { navigationTarget: 'FINISH' }));
    }
}
