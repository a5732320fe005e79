package com.flowex.wallet.books;

import com.flowex.domain.Asset;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form of plain-text accounting, written from beginning to end. Amounts are decimals, exact. */
interface Books {

    /**
     * One line of a transaction.
     *
     * @param account its name, level by level, each with a capital: the form of Beancount
     * @param amount signed
     * @param asserted what the account has of it after this; null where nothing is said
     */
    record Line(
            List<String> account,
            Asset asset,
            String amount,
            @Nullable String asserted) {}

    /**
     * What happened.
     *
     * @param time with date and time, ISO
     * @param what one word or more of our own
     * @param reference the transfer's id, or the trade's; empty for none
     * @param sequence the event; 0 for none
     */
    record Transaction(LocalDate date, String time, String what, String reference, long sequence, List<Line> lines) {

        public Transaction {
            lines = List.copyOf(lines);
        }
    }

    /** Says what this is. */
    void title(String line) throws IOException;

    /** Says that there is such an asset; before the first amount of it. */
    void commodity(Asset asset) throws IOException;

    /** Says that there is such an account; before the first line of it. */
    void account(List<String> account) throws IOException;

    void transaction(Transaction transaction) throws IOException;

    /** Says what an account has of an asset after everything up to this day. */
    void balance(LocalDate date, List<String> account, Asset asset, String amount) throws IOException;
}
