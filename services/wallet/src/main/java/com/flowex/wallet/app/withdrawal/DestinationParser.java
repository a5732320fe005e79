package com.flowex.wallet.app.withdrawal;

import com.flowex.custody.ParsedAddress;
import com.flowex.custody.chain.Chain;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.store.chain.CustodyConnections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parser of a typed address and memo. For an address of another network, the refusal names that network. */
public final class DestinationParser {

    private static final int MEMO_LENGTH_MAX = 64;

    private DestinationParser() {}

    /** Returns the memo; empty if there is none. An error is added to {@code fields}. */
    public static String memo(Chain chain, @Nullable String memo, Fields fields) {
        if (memo == null || memo.isEmpty()) {
            return "";
        }
        if (!chain.scheme().network().takesMemo()) {
            fields.refuse(
                    "memo", "left out: the network " + chain.scheme().network().code() + " has none");
            return "";
        }
        return fields.name("memo", memo, MEMO_LENGTH_MAX);
    }

    /** Returns the canonical address. An error is added to {@code fields}. */
    public static String read(Chain chain, String typed, CustodyConnections vault, Fields fields) {
        return switch (chain.scheme().read(typed)) {
            case ParsedAddress.Valid(String canonical) -> canonical;
            case ParsedAddress.Invalid(String why) -> {
                String others = vault.chains().stream()
                        .filter(other -> other.scheme().read(typed) instanceof ParsedAddress.Valid)
                        .map(other -> other.scheme().network().code())
                        .collect(Collectors.joining(", "));
                fields.refuse("address", others.isEmpty() ? why : why + "; this one is of " + others);
                yield "";
            }
        };
    }
}
