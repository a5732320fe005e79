package com.flowex.wallet.app.accounting;

import com.flowex.domain.market.Asset;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of a plain-text accounting format, used from beginning to end. Amounts are exact decimals. */
public interface AccountingWriter {

    /**
     * One line of a transaction.
     *
     * @param account account name, level by level, each capitalized as Beancount wants it
     * @param amount signed amount
     * @param asserted balance of the account after this line; null where none is asserted
     */
    record Line(
            List<String> account,
            Asset asset,
            String amount,
            @Nullable String asserted) {}

    /**
     * One accounting transaction.
     *
     * @param time date and time, ISO
     * @param what kind of transaction, in one or more of FlowEx's own words
     * @param reference id of the transfer or the trade; empty for none
     * @param sequence number of the event; 0 for none
     */
    record Transaction(LocalDate date, String time, String what, String reference, long sequence, List<Line> lines) {

        public Transaction {
            lines = List.copyOf(lines);
        }
    }

    /** Writes a title line that describes the file. */
    void title(String line) throws IOException;

    /** Declares an asset. Must be called before the first amount of it. */
    void commodity(Asset asset) throws IOException;

    /** Declares an account. Must be called before the first line of it. */
    void account(List<String> account) throws IOException;

    void transaction(Transaction transaction) throws IOException;

    /** Asserts an account's balance of an asset at the end of the given day. */
    void balance(LocalDate date, List<String> account, Asset asset, String amount) throws IOException;
}
