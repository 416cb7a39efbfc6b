import likeNew from '@salesforce/label/c.Loop_Ui_Advice_Like_New';
import good from '@salesforce/label/c.Loop_Ui_Advice_Good';
import fair from '@salesforce/label/c.Loop_Ui_Advice_Fair';
import worn from '@salesforce/label/c.Loop_Ui_Advice_Worn';
import defective from '@salesforce/label/c.Loop_Ui_Advice_Defective';

/** From best to worst. */
export const CONDITIONS = [
    { value: 'likeNew', label: likeNew },
    { value: 'good', label: good },
    { value: 'fair', label: fair },
    { value: 'worn', label: worn },
    { value: 'defective', label: defective }
];
