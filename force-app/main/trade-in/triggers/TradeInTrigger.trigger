trigger TradeInTrigger on Trade_In__c(before insert, before update, before delete) {
    new TradeInTriggerHandler().run();
}
