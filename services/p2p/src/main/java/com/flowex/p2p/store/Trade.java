package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.method.NameCheck;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param valueWeight weight of the trade in reliability at the price when the offer was taken ({@code TradeWeight})
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
            long detailsUser,
            int valueWeight) {

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
     * @param settlement decided end, while it is proposed, decided, settled, and afterwards
     * @param attempt number of refused postings of the settlement
     * @param problem refusal of the last posting; empty if there is none
     * @param round number of the reservation, from 1; each agreed re-opening counts it up
     * @param reopenUntil end of the time in which an expired trade may be re-opened; empty for others
     * @param payerCheck comparison of the name of the payer with the buyer's
     */
    public record Progress(
            TradeState state,
            Optional<EscrowSettlement> settlement,
            int attempt,
            String problem,
            DisputeCase dispute,
            Optional<PartOffer> part,
            int round,
            Optional<Instant> reopenUntil,
            NameCheck payerCheck) {

        /** Progress of a trade that was just made. */
        public static final Progress FIRST = new Progress(
                TradeState.RESERVING,
                Optional.empty(),
                0,
                "",
                DisputeCase.NONE,
                Optional.empty(),
                1,
                Optional.empty(),
                NameCheck.NONE);

        public Progress in(TradeState next) {
            return new Progress(next, settlement, attempt, problem, dispute, part, round, reopenUntil, payerCheck);
        }

        public Progress settling(EscrowSettlement settlement) {
            return proposing(settlement).in(TradeState.SETTLING);
        }

        /** Returns this with a proposed, decided or carried out end, in the present state. */
        public Progress proposing(EscrowSettlement settlement) {
            return new Progress(
                    state, Optional.of(settlement), attempt, problem, dispute, part, round, reopenUntil, payerCheck);
        }

        public Progress withoutSettlement() {
            return new Progress(
                    state, Optional.empty(), attempt, problem, dispute, part, round, reopenUntil, payerCheck);
        }

        public Progress with(DisputeCase next) {
            return new Progress(state, settlement, attempt, problem, next, part, round, reopenUntil, payerCheck);
        }

        public Progress with(Optional<PartOffer> next) {
            return new Progress(state, settlement, attempt, problem, dispute, next, round, reopenUntil, payerCheck);
        }

        public Progress refused(String why) {
            return new Progress(state, settlement, attempt + 1, why, dispute, part, round, reopenUntil, payerCheck);
        }

        /** Returns this in the next round of reservations, with the refusals of the last one forgotten. */
        public Progress reservingAgain() {
            return new Progress(
                    TradeState.RESERVING_AGAIN, settlement, 0, "", dispute, part, round + 1, reopenUntil, payerCheck);
        }

        public Progress paidBy(NameCheck payer) {
            return new Progress(
                    TradeState.PAID, settlement, attempt, problem, dispute, part, round, reopenUntil, payer);
        }

        /** Returns this with another end of the time for re-opening; empty if it can no longer be re-opened. */
        public Progress reopenableUntil(Optional<Instant> until) {
            return new Progress(state, settlement, attempt, problem, dispute, part, round, until, payerCheck);
        }
    }

    /**
     * Part of the principal that one party offers as the end of the trade.
     *
     * @param by buyer or seller
     */
    public record PartOffer(TradeRole by, long buyerUnits) {}

    /**
     * Dispute of a trade.
     *
     * @param reason reason; empty if there is no dispute
     * @param moderator account of the moderator who has the case
     * @param firstModerator account of the moderator who decided before an appeal
     * @param escalations how often the service level ended without a decision
     * @param statementsUntil end of the time for statements; empty outside of disputes and appeals
     * @param stated parties whose statement on this instance is there
     * @param accepted parties that accept the decision
     */
    public record DisputeCase(
            String reason,
            OptionalLong moderator,
            OptionalLong firstModerator,
            int escalations,
            Optional<Instant> statementsUntil,
            Set<TradeRole> stated,
            Set<TradeRole> accepted) {

        static final DisputeCase NONE = new DisputeCase(
                "", OptionalLong.empty(), OptionalLong.empty(), 0, Optional.empty(), Set.of(), Set.of());

        public DisputeCase {
            stated = Set.copyOf(stated);
            accepted = Set.copyOf(accepted);
        }

        /** Returns a case that was opened. */
        public static DisputeCase opened(String why, Instant until) {
            return new DisputeCase(
                    why, OptionalLong.empty(), OptionalLong.empty(), 0, Optional.of(until), Set.of(), Set.of());
        }

        public DisputeCase claimedBy(long account) {
            return new DisputeCase(
                    reason, OptionalLong.of(account), firstModerator, escalations, statementsUntil, stated, accepted);
        }

        public DisputeCase unclaimed() {
            return new DisputeCase(
                    reason, OptionalLong.empty(), firstModerator, escalations, statementsUntil, stated, accepted);
        }

        public DisputeCase escalated() {
            return new DisputeCase(
                    reason, moderator, firstModerator, escalations + 1, statementsUntil, stated, accepted);
        }

        public DisputeCase statedBy(TradeRole party) {
            return new DisputeCase(
                    reason, moderator, firstModerator, escalations, statementsUntil, and(stated, party), accepted);
        }

        public DisputeCase acceptedBy(TradeRole party) {
            return new DisputeCase(
                    reason, moderator, firstModerator, escalations, statementsUntil, stated, and(accepted, party));
        }

        /** Returns this case before moderators who have not decided on it. */
        public DisputeCase appealed(Instant until) {
            return new DisputeCase(reason, OptionalLong.empty(), moderator, 0, Optional.of(until), Set.of(), Set.of());
        }

        private static Set<TradeRole> and(Set<TradeRole> some, TradeRole one) {
            return Stream.concat(some.stream(), Stream.of(one)).collect(Collectors.toUnmodifiableSet());
        }

        /** Returns true once both sides have spoken or the time for it has ended. */
        public boolean isHeard(Instant now) {
            return stated.containsAll(Set.of(TradeRole.BUYER, TradeRole.SELLER))
                    || statementsUntil.filter(until -> until.isAfter(now)).isEmpty();
        }
    }

    /** Returns the words that the buyer writes on the payment, by which a bank statement finds the trade. */
    public String reference() {
        return "P2P" + id.toString().substring(24).toUpperCase(Locale.ROOT);
    }

    public TradeState state() {
        return progress.state();
    }

    /** Returns true if an account is a party of the trade. */
    public boolean isParty(AccountId account) {
        return terms.buyer().equals(account) || terms.seller().equals(account);
    }

    /** Returns the other party than this one. */
    public AccountId otherThan(AccountId party) {
        return terms.buyer().equals(party) ? terms.seller() : terms.buyer();
    }

    /** Returns the role of a party. */
    public TradeRole roleOf(AccountId party) {
        return terms.seller().equals(party) ? TradeRole.SELLER : TradeRole.BUYER;
    }

    /** Returns this trade after a transition. */
    public Trade after(Progress next, Optional<Instant> nextDeadline, Instant at) {
        return new Trade(id, number, terms, next, version + 1, nextDeadline, createdAt, at);
    }
}
