package com.flowex.wallet.view;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.journal.EntryKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One account's part in a movement, before it is written; later events report the balances. */
final class PendingJournalEntry {

    /** Movement of one asset. */
    static final class Leg {
        final AssetId asset;
        final long amount;
        final long fee;

        /** Null until the engine has reported it. */
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

    /** One or two legs. */
    final List<Leg> legs = new ArrayList<>(2);

    private PendingJournalEntry(
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

    static PendingJournalEntry ofTransfer(
            AccountId account, EntryKind kind, TransferId transfer, long sequence, long timeNanos) {
        return new PendingJournalEntry(account, kind, sequence, timeNanos, transfer, null);
    }

    static PendingJournalEntry ofTrade(AccountId account, long trade, long sequence, long timeNanos) {
        return new PendingJournalEntry(account, EntryKind.TRADE, sequence, timeNanos, null, trade);
    }

    /** Adds a movement of an asset; ignores one of zero. */
    PendingJournalEntry and(AssetId asset, long amount, long fee) {
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
