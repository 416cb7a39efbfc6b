import receive from '@salesforce/apex/TradeInConsoleController.receive';
import complete from '@salesforce/apex/TradeInConsoleController.complete';
import returnToCustomer from '@salesforce/apex/TradeInConsoleController.returnToCustomer';
import cancel from '@salesforce/apex/TradeInConsoleController.cancel';
import decline from '@salesforce/apex/TradeInConsoleController.decline';
import route from '@salesforce/apex/TradeInConsoleController.route';
import loading from '@salesforce/label/c.Loop_Ui_Loading';
import overdue from '@salesforce/label/c.Loop_Ui_Trade_In_Overdue';
import due from '@salesforce/label/c.Loop_Ui_Trade_In_Due';
import inspectedOffer from '@salesforce/label/c.Loop_Ui_Trade_In_Inspected_Offer';
import comparison from '@salesforce/label/c.Loop_Ui_Compare_Title';
import saveInspection from '@salesforce/label/c.Loop_Ui_Trade_In_Save_Inspection';
import reason from '@salesforce/label/c.Loop_Ui_Trade_In_Reason';
import amount from '@salesforce/label/c.Loop_Ui_Trade_In_Goodwill_Amount';
import counts from '@salesforce/label/c.Loop_Ui_Trade_In_Counts';
import actions from '@salesforce/label/c.Loop_Ui_Trade_In_Actions';
import noCounter from '@salesforce/label/c.Loop_Ui_Trade_In_No_Counter';
import proofFirst from '@salesforce/label/c.Loop_Ui_Trade_In_Proof_First';
import photos from '@salesforce/label/c.Loop_Ui_Trade_In_Photos';
import history from '@salesforce/label/c.Loop_Ui_Trade_In_History';
import receiveLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Receive';
import inspectLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Inspect';
import counterLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Counter';
import goodwillLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Goodwill';
import completeLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Complete';
import returnLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Return';
import acceptLabel from '@salesforce/label/c.Loop_Ui_Desk_Accept';
import declineLabel from '@salesforce/label/c.Loop_Ui_Desk_Decline';
import giveBackLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Give_Back';
import now from '@salesforce/label/c.Loop_Ui_Trade_In_Now';
import cancelLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Cancel';
import refurbishLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Refurbish';
import resellLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Resell';
import recycleLabel from '@salesforce/label/c.Loop_Ui_Trade_In_Recycle';

export const LABELS = { loading, overdue, due, inspectedOffer, comparison, saveInspection, reason, counts, actions, noCounter, proofFirst, photos, history, now, inspect: inspectLabel, accept: acceptLabel };

const plain = (method) => ({ tradeInId }) => method({ tradeInId });
const routed = (target) => ({ tradeInId }) => route({ tradeInId, route: target });

/** What a step is called and does; those without `call` open a form first. */
export const ACTIONS = {
    receive: { label: receiveLabel, call: plain(receive) },
    inspect: { label: inspectLabel },
    counterOffer: { label: counterLabel },
    accept: { label: acceptLabel },
    complete: { label: completeLabel, call: plain(complete) },
    goodwill: { label: goodwillLabel },
    decline: { label: declineLabel, call: plain(decline) },
    giveBack: { label: giveBackLabel },
    returnToCustomer: { label: returnLabel, call: plain(returnToCustomer) },
    routeRefurbish: { label: refurbishLabel, call: routed('Refurbish') },
    routeResell: { label: resellLabel, call: routed('Resell') },
    routeRecycle: { label: recycleLabel, call: routed('Recycle') },
    cancel: { label: cancelLabel, call: plain(cancel) }
};

/** Steps that ask something first. */
export const FORMS = {
    counterOffer: { reasons: 'counterReasons', asksQuestions: true, asksAmount: false },
    goodwill: { reasons: 'goodwillReasons', asksQuestions: false, asksAmount: true, amountLabel: amount },
    giveBack: { reasons: 'giveBackReasons', asksQuestions: false, asksAmount: false }
};
