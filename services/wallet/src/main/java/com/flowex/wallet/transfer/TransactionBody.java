package com.flowex.wallet.transfer;

import com.flowex.domain.Asset;
import com.flowex.domain.Decimals;
import com.flowex.domain.TransferKind;
import java.time.Instant;
import java.util.Locale;

/** A transaction as the wire shows it: the schema Transaction of docs/api/openapi.yaml. */
public record TransactionBody(
        String id, String type, String currency, String amount, String status, long sequence, Instant createdAt) {

    /** What the log has is done; states in between come with real chains. */
    private static final String COMPLETED = "completed";

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    static TransactionBody of(TransactionRow row, Asset asset) {
        return new TransactionBody(
                row.transfer().toString(),
                wordOf(row.kind()),
                asset.code(),
                Decimals.format(row.amount().units(), asset.scale()),
                COMPLETED,
                row.sequence(),
                Instant.ofEpochSecond(
                        Math.floorDiv(row.timeNanos(), NANOS_PER_SECOND),
                        Math.floorMod(row.timeNanos(), NANOS_PER_SECOND)));
    }

    /** The word of the wire and the view for a kind of transfer. */
    public static String wordOf(TransferKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
