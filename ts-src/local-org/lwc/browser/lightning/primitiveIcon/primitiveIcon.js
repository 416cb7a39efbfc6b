import { api, LightningElement } from 'lwc';

const NAME = /^([a-zA-Z]+):([a-zA-Z]\w*)$/;
const TEXT_CLASSES = { error: 'slds-icon-text-error', warning: 'slds-icon-text-warning', success: 'slds-icon-text-success', inverse: '', bare: '' };

/** Icons from the SLDS sprites instead of 1,500 compiled templates. */
export default class PrimitiveIcon extends LightningElement {
    static validationOptOut = ['class'];
    @api src;
    @api svgClass;
    @api iconName;
    @api size = 'medium';
    @api variant = '';

    get href() {
        if (this.src) return this.src;
        const [, category, name] = NAME.exec(this.iconName ?? '') ?? [];
        return category ? `/_slds/icons/${category}-sprite/svg/symbols.svg#${name}` : '';
    }

    get name() {
        return NAME.exec(this.iconName ?? '')?.[2] ?? '';
    }

    get computedClass() {
        const variant = this.variant ?? '';
        const size = this.size && this.size !== 'medium' ? `slds-icon_${this.size}` : '';
        const text = TEXT_CLASSES[variant] ?? (this.src ? '' : 'slds-icon-text-default');
        return [this.svgClass, variant === 'bare' ? '' : 'slds-icon', text, size].filter(Boolean).join(' ');
    }
}
