trigger TradeInOfferTrigger on Trade_In_Offer__c(before insert, before update, before delete) {
    new TradeInOfferTriggerHandler().run();
}
