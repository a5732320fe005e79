package com.flowex.wallet.store.transaction;

import com.flowex.domain.account.TransferKind;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.wallet.store.chain.DerivedIds;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Transaction as the API shows it: the schema Transaction of docs/api/openapi.yaml. A transaction of the log alone has
 * no network and no field that belongs to one.
 *
 * @param amount past or future change of the balance
 */
public record TransactionBody(
        String id,
        String type,
        String currency,
        String amount,
        String status,
        long sequence,
        Instant createdAt,
        @Nullable String fee,
        @Nullable String network,
        @Nullable String address,
        @Nullable String memo,
        @Nullable String transaction,
        @Nullable Integer confirmations,
        @Nullable Integer confirmationsNeeded,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Instant updatedAt) {

    /** Status of transactions of the log. */
    private static final String COMPLETED = "completed";

    static TransactionBody of(TransactionRow row, Asset asset) {
        return new TransactionBody(
                row.transfer().toString(),
                wordOf(row.kind()),
                asset.code(),
                Decimals.format(row.amount().units(), asset.scale()),
                COMPLETED,
                row.sequence(),
                LogTime.instant(row.timeNanos()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static TransactionBody of(WalletTransaction row, Asset asset) {
        boolean isOut = row.type() != WalletTransaction.Type.DEPOSIT;
        boolean isInside = row.type() == WalletTransaction.Type.INTERNAL;
        return new TransactionBody(
                DerivedIds.hex(row.id()),
                wordOf(row.type()),
                asset.code(),
                Decimals.format(isOut ? -row.units() : row.units(), asset.scale()),
                wordOf(row.status()),
                row.sequence(),
                row.createdAt(),
                isInside ? null : Decimals.format(row.feeUnits(), asset.scale()),
                isInside ? null : row.network(),
                isInside || row.address().isEmpty() ? null : row.address(),
                row.memo().isEmpty() ? null : row.memo(),
                row.chainTransaction().isEmpty() ? null : row.chainTransaction(),
                isInside ? null : row.confirmations(),
                isInside ? null : row.confirmationsNeeded(),
                row.code().isEmpty() ? null : row.code(),
                row.detail().isEmpty() ? null : row.detail(),
                row.updatedAt());
    }

    /** Returns the name of a kind of transfer on the wire and in the view. */
    public static String wordOf(TransferKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String wordOf(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
