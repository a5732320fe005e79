package com.flowex.p2p.rule;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.p2p.rule.EscrowSettlement.Escrow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Chains of transfers of one escrow. Principal and fee are two reservations at the seller's account, without a time-out;
 * the ledger ends each of them once, whatever is asked. All ids follow from the trade's own and its round.
 *
 * @param trade id of the trade
 * @param round number of the reservation, from 1; a trade that is re-opened reserves again under other ids
 */
public record EscrowSteps(UUID trade, AccountId seller, AccountId buyer, AssetId asset, Escrow escrow, int round) {

    /** Returns the chain that reserves principal and fee. */
    public List<TransferStep> reserve() {
        List<TransferStep> steps = new ArrayList<>();
        steps.add(reservation(principal(), buyer, escrow.principalUnits()));
        if (hasFee()) {
            steps.add(reservation(fee(), AccountId.feesOf(seller.tenant()), escrow.feeUnits()));
        }
        return steps;
    }

    private TransferStep reservation(TransferId id, AccountId to, long units) {
        return new TransferStep.Reserve(
                new Transfer(id, seller, to, new Amount(asset, units), TransferKind.INTERNAL), 0);
    }

    private boolean hasFee() {
        return escrow.feeUnits() > 0;
    }

    /**
     * Returns the chain that ends both reservations.
     *
     * @param attempt number of refused attempts before; each attempt has ids of its own, because a refused id stays
     *     refused
     */
    public List<TransferStep> settle(EscrowSettlement settlement, int attempt) {
        List<TransferStep> steps = new ArrayList<>();
        steps.add(end("principal", principal(), settlement.buyerUnits(), attempt));
        if (hasFee()) {
            steps.add(end("fee", fee(), settlement.feeUnits(), attempt));
        }
        return steps;
    }

    private TransferStep end(String part, TransferId reservation, long units, int attempt) {
        TransferId id = id("settled " + part + " " + attempt);
        return units == 0
                ? new TransferStep.VoidReserved(id, reservation)
                : new TransferStep.PostReserved(id, reservation, units);
    }

    private TransferId principal() {
        return id("reserved principal");
    }

    private TransferId fee() {
        return id("reserved fee");
    }

    private TransferId id(String purpose) {
        // The ids of the first round are those of trades from before there were others.
        String whole = round == 1 ? purpose : purpose + " of round " + round;
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of("p2p " + whole + "\n" + seller.tenant() + "/" + trade));
        return new TransferId(hash.getLong(), hash.getLong());
    }

    /** Returns the id of the trade that a taker names by an id of their own. */
    public static UUID tradeId(AccountId taker, String clientId) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of("p2p trade\n" + taker + "\n" + clientId));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
