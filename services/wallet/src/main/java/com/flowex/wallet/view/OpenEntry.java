package com.flowex.wallet.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.AssetId;
import com.flowex.domain.TransferId;
import com.flowex.wallet.journal.EntryKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One account's part in what one event moved, until it is written: the balances behind it are told by later events. */
final class OpenEntry {

    /** What it moved of one asset. */
    static final class Leg {
        final AssetId asset;
        final long amount;
        final long fee;

        /** Null until it is told. */
        @Nullable
        Long balance;

        Leg(AssetId asset, long amount, long fee) {
            this.asset = asset;
            this.amount = amount;
            this.fee = fee;
        }
    }

    final AccountId account;
    final EntryKind kind;
    final long sequence;
    final long timeNanos;
    final @Nullable TransferId transfer;
    final @Nullable Long trade;

    /** One or two. */
    final List<Leg> legs = new ArrayList<>(2);

    private OpenEntry(
            AccountId account,
            EntryKind kind,
            long sequence,
            long timeNanos,
            @Nullable TransferId transfer,
            @Nullable Long trade) {
        this.account = account;
        this.kind = kind;
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.transfer = transfer;
        this.trade = trade;
    }

    static OpenEntry ofTransfer(AccountId account, EntryKind kind, TransferId transfer, long sequence, long timeNanos) {
        return new OpenEntry(account, kind, sequence, timeNanos, transfer, null);
    }

    static OpenEntry ofTrade(AccountId account, long trade, long sequence, long timeNanos) {
        return new OpenEntry(account, EntryKind.TRADE, sequence, timeNanos, null, trade);
    }

    /** Adds what it moved of an asset; nothing is no leg. */
    OpenEntry and(AssetId asset, long amount, long fee) {
        if ((amount | fee) != 0) {
            legs.add(new Leg(asset, amount, fee));
        }
        return this;
    }

    Leg first() {
        return legs.getFirst();
    }

    @Nullable
    Leg other() {
        return legs.size() < 2 ? null : legs.get(1);
    }
}
