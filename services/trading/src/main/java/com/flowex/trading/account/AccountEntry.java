package com.flowex.trading.account;

/**
 * One entry of an account's own log.
 *
 * @param number 1 for its first, without a gap
 */
public record AccountEntry(long number, AccountEvent event) {

    /** Number of the entry that changed a balance; 0 for an entry that is no balance, or one whose cause has none. */
    public long causeNumber() {
        return event.news() instanceof AccountNews.Balance(var _, var _, var _, var _, int back) && back > 0
                ? number - back
                : 0;
    }
}
