package com.flowex.engine;

import com.flowex.domain.Asset;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Transfer;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.engine.ids.TransferIds.Remembered;
import org.jspecify.annotations.Nullable;

/** Money between two accounts, once for each id. */
final class Transfers {

    private final ExchangeState state;

    Transfers(ExchangeState state) {
        this.state = state;
    }

    void post(Transfer transfer) {
        Remembered known = state.transfers.find(transfer.id());
        if (known != null) {
            repeat(transfer, known);
            return;
        }
        RejectReason refusal = refusalOf(transfer);
        if (refusal != null) {
            state.transfers.remember(new Remembered.Refused(transfer, refusal));
            state.journal.emit(new TransferRejected(transfer.id(), refusal));
            return;
        }
        int asset = state.assets.indexOf(transfer.amount().asset());
        int from = state.ledger.slotOf(state.accounts.indexOf(transfer.from()), asset);
        int to = state.ledger.slotOf(state.accounts.indexOf(transfer.to()), asset);
        state.ledger.move(from, to, transfer.amount().units());
        state.journal.emit(new TransferPosted(transfer));
        state.transfers.remember(new Remembered.Posted(transfer, state.journal.sequence()));
    }

    private void repeat(Transfer transfer, Remembered known) {
        if (!known.transfer().equals(transfer)) {
            state.journal.emit(new TransferRejected(transfer.id(), RejectReason.TRANSFER_ID_REUSED));
            return;
        }
        state.journal.repeat(
                switch (known) {
                    case Remembered.Posted posted -> new FirstAnswer.Posted(posted.sequence());
                    case Remembered.Refused refused -> new FirstAnswer.Refused(refused.reason());
                });
    }

    private @Nullable RejectReason refusalOf(Transfer transfer) {
        int asset = state.assets.indexOf(transfer.amount().asset());
        if (asset == Assets.UNKNOWN) {
            return RejectReason.UNKNOWN_ASSET;
        }
        int from = state.accounts.indexOf(transfer.from());
        if (from == Accounts.UNKNOWN || state.accounts.indexOf(transfer.to()) == Accounts.UNKNOWN) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        int tenant = state.assets.get(asset).tenant();
        if (transfer.from().tenant() != tenant || transfer.to().tenant() != tenant) {
            return RejectReason.OTHER_TENANT;
        }
        return refusalOfFunds(transfer, state.ledger.availableOf(from, asset), state.assets.get(asset));
    }

    private @Nullable RejectReason refusalOfFunds(Transfer transfer, long available, Asset asset) {
        long units = transfer.amount().units();
        if (!state.accounts.mayOwe(state.accounts.indexOf(transfer.from()))) {
            return available >= units ? null : RejectReason.INSUFFICIENT_FUNDS;
        }
        // The listing made sure that so much fits a long, so no balance inside can ever overflow.
        long insideMax = asset.supplyWhole() * asset.scale().unitsPerWhole() * Asset.SUPPLY_HEADROOM;
        return units <= insideMax + available ? null : RejectReason.SUPPLY_EXCEEDED;
    }
}
