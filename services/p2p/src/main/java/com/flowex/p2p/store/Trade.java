package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Trade of two people: the frozen terms and the present state.
 *
 * @param number position in lists; 0 before it is stored
 * @param version number of its transitions; a command names the version that its sender saw
 * @param deadline end of the clock, or the time of the next attempt of a posting
 */
public record Trade(
        UUID id,
        long number,
        Terms terms,
        Progress progress,
        int version,
        Optional<Instant> deadline,
        Instant createdAt,
        Instant changedAt) {

    /**
     * Terms, which never change.
     *
     * @param offerVersion version of the offer that the taker saw
     * @param priceUnits price when the offer was taken, in units of {@code OfferPrice.SCALE}
     * @param paymentUnits payment in units of the currency
     * @param detailsUser user whose key seals the payment details
     */
    public record Terms(
            long offer,
            int offerVersion,
            AccountId taker,
            AccountId buyer,
            AccountId seller,
            AssetId asset,
            String currency,
            int currencyPlaces,
            EscrowSettlement.Escrow escrow,
            long priceUnits,
            long paymentUnits,
            String method,
            int windowMinutes,
            long detailsUser) {

        public int tenant() {
            return seller.tenant();
        }

        /** Returns what leaves the seller's account if the trade is released: principal and fee. */
        public long units() {
            return escrow.principalUnits() + escrow.feeUnits();
        }
    }

    /**
     * Present state.
     *
     * @param settlement decided end, while it is proposed, settled, and afterwards
     * @param attempt number of refused postings of the settlement
     * @param problem refusal of the last posting; empty if there is none
     * @param reason reason of the dispute; empty if there is none
     * @param moderator account of the moderator who claimed the case
     */
    public record Progress(
            TradeState state,
            Optional<EscrowSettlement> settlement,
            int attempt,
            String problem,
            String reason,
            OptionalLong moderator) {

        /** Progress of a trade that was just made. */
        public static final Progress FIRST =
                new Progress(TradeState.RESERVING, Optional.empty(), 0, "", "", OptionalLong.empty());

        public Progress in(TradeState next) {
            return new Progress(next, settlement, attempt, problem, reason, moderator);
        }

        public Progress settling(EscrowSettlement decided) {
            return proposing(decided).in(TradeState.SETTLING);
        }

        public Progress proposing(EscrowSettlement decided) {
            return new Progress(TradeState.PROPOSED, Optional.of(decided), attempt, problem, reason, moderator);
        }

        public Progress withoutProposal() {
            return new Progress(TradeState.DISPUTED, Optional.empty(), attempt, problem, reason, OptionalLong.empty());
        }

        public Progress disputed(String why) {
            return new Progress(TradeState.DISPUTED, Optional.empty(), attempt, problem, why, OptionalLong.empty());
        }

        public Progress claimedBy(long account) {
            return new Progress(state, settlement, attempt, problem, reason, OptionalLong.of(account));
        }

        public Progress refused(String why) {
            return new Progress(state, settlement, attempt + 1, why, reason, moderator);
        }
    }

    public TradeState state() {
        return progress.state();
    }

    /** Returns true if an account is a party of the trade. */
    public boolean isParty(AccountId account) {
        return terms.buyer().equals(account) || terms.seller().equals(account);
    }

    /** Returns this trade after a transition. */
    public Trade after(Progress next, Optional<Instant> nextDeadline, Instant at) {
        return new Trade(id, number, terms, next, version + 1, nextDeadline, createdAt, at);
    }
}
