trigger TradeInAdjustmentTrigger on Trade_In_Adjustment__c(before insert, before update, before delete) {
    new TradeInAdjustmentTriggerHandler().run();
}
