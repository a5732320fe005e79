package com.flowex.wallet.api.transfer;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.SentTransfers.SentTransfer;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Transfer to another user as its sender sees it: the schema InternalTransfer of docs/api/openapi.yaml.
 *
 * @param sequence number of its event; 0 before it is made
 * @param needsApproval true if a second person has to decide
 * @param code reason of a failure, for programs; null if there is none
 */
record TransferBody(
        String id,
        String type,
        String currency,
        String amount,
        String status,
        boolean needsApproval,
        long sequence,
        @Nullable String code,
        @Nullable String detail,
        Instant createdAt) {

    private static final String TYPE = "internal";

    /** Returns a transfer that was made at once. */
    static TransferBody of(SentTransfer sent, Asset asset) {
        return new TransferBody(
                sent.id().toString(),
                TYPE,
                asset.code(),
                "-" + Decimals.format(sent.amount().units(), asset.scale()),
                "completed",
                false,
                sent.sequence(),
                null,
                null,
                sent.at());
    }

    /** Returns a transfer that a second person decides on. */
    static TransferBody of(Withdrawal held, Asset asset) {
        WalletTransaction transaction = held.transaction();
        boolean isWaiting = transaction.status() == WalletTransaction.Status.PENDING;
        return new TransferBody(
                DerivedIds.hex(held.id()),
                TYPE,
                asset.code(),
                "-" + Decimals.format(transaction.units(), asset.scale()),
                transaction.status().name().toLowerCase(Locale.ROOT),
                isWaiting && held.decision().isEmpty(),
                transaction.sequence(),
                transaction.code().isEmpty() ? null : transaction.code(),
                transaction.detail().isEmpty() ? null : transaction.detail(),
                transaction.createdAt());
    }
}
