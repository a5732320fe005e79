package com.flowex.trading.store.account;

/**
 * One entry of an account's own log.
 *
 * @param number number of the entry; the account's first is 1, without gaps
 */
public record AccountEntry(long number, AccountEvent event) {

    /**
     * Returns the number of the entry that changed the balance; 0 if this is no balance entry, or if its cause has no
     * entry.
     */
    public long causeNumber() {
        return event.news() instanceof AccountUpdate.Balance(var _, var _, var _, var _, int back) && back > 0
                ? number - back
                : 0;
    }
}
