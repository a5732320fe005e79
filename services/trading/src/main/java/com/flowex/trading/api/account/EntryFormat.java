package com.flowex.trading.api.account;

import com.flowex.trading.store.account.AccountEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Form of an account's entries in one protocol. */
public interface EntryFormat {

    /** Sends entries, in order. */
    void send(List<AccountEntry> entries, Consumer<String> out);

    /**
     * Returns the message for a reader from a number on whose entry is gone; the channel stays and sends nothing. Empty
     * if the protocol ends the connection instead.
     *
     * @param oldest number of the oldest entry
     */
    default Optional<String> tooOld(long oldest) {
        return Optional.empty();
    }
}
