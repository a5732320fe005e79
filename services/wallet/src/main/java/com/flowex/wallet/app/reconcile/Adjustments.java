package com.flowex.wallet.app.reconcile;

import com.flowex.custody.Coin;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.app.deposit.DepositReversals;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.deposit.Arrival;
import com.flowex.wallet.store.deposit.ArrivalsTable;
import com.flowex.wallet.store.reconcile.Adjustment;
import com.flowex.wallet.store.reconcile.AdjustmentsTable;
import com.flowex.wallet.store.reconcile.PostingFault;
import com.flowex.wallet.store.reconcile.ReconcileTable;
import com.flowex.wallet.store.reconcile.ReconciliationResult;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Booking of the difference that a comparison found, so that reconciliation expects the actual balance. This ends a
 * stop that no deposit can end. The amount is the comparison's own, never a typed one, and is compared again at
 * approval.
 */
public final class Adjustments {

    private final Database database;
    private final CustodyConnections vault;
    private final InstrumentDirectory directory;
    private final Reconciliation reconciliation;
    private final BalanceQueries balances;
    private final LedgerTransfers book;
    private final InstantSource clock;

    public Adjustments(
            Database database,
            ChainDirectory chains,
            Reconciliation reconciliation,
            BalanceQueries balances,
            LedgerTransfers book,
            InstantSource clock) {
        this.database = database;
        this.vault = chains.vault();
        this.directory = chains.directory();
        this.reconciliation = reconciliation;
        this.balances = balances;
        this.book = book;
        this.clock = clock;
    }

    public List<Adjustment> all(int tenant) {
        return database.query(tenant, connection -> AdjustmentsTable.all(connection, tenant));
    }

    public Adjustment find(int tenant, UUID id) {
        return database.query(tenant, connection -> AdjustmentsTable.find(connection, tenant, id))
                .orElseThrow(() -> Refusal.notFound("there is no such adjustment"));
    }

    /** Request of a person for an adjustment of an asset. */
    private record Proposal(Asset asset, Adjustment.Settlement settledBy, String reason, long by) {}

    /**
     * Drafts a proposal from the present difference; writes nothing.
     *
     * @throws Refusal if there is no difference, or the node does not answer
     */
    private Adjustment drafted(Proposal proposal, Chain chain) {
        Asset asset = proposal.asset;
        String network = chain.scheme().network().code();
        BigInteger difference = difference(asset, network);
        if (difference.signum() == 0) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED, "the addresses have what they must have: nothing is to be booked");
        }
        long ledger =
                proposal.settledBy == Adjustment.Settlement.FEE_ACCOUNT ? ledgerUnits(asset, chain, difference) : 0;
        return proposed(proposal, network, difference, ledger, Optional.empty());
    }

    /**
     * Drafts a proposal for a posting that does not fit the chains; writes nothing.
     *
     * @param posting id of the transfer, or of the transaction that the ledger lacks or that the chain took back
     * @throws Refusal if the posting fits
     */
    private Adjustment drafted(Proposal proposal, UUID posting) {
        Asset asset = proposal.asset;
        PostingFault fault = reconciliation
                .fault(asset, posting)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "no posting of " + asset.code() + " with this id is unknown, missing or owed"));
        long ledger = proposal.settledBy == Adjustment.Settlement.OWN_FUNDS ? 0 : Math.abs(fault.units());
        return proposed(proposal, Adjustment.LEDGER, BigInteger.ZERO, ledger, Optional.of(fault));
    }

    /**
     * Drafts the proposal that a request describes; writes nothing.
     *
     * @param network network of a difference; null for the asset's only one, or if a posting is named
     * @param posting id of a posting; null for the difference of a network
     * @throws Refusal if the request names both, or there is nothing to settle
     */
    public Adjustment requested(
            Asset asset,
            @Nullable String network,
            @Nullable String posting,
            Adjustment.Settlement settledBy,
            String reason,
            long by) {
        Proposal proposal = new Proposal(asset, settledBy, reason, by);
        if (posting == null) {
            if (settledBy == Adjustment.Settlement.ACCOUNT) {
                throw Refusal.invalid("settled_by", "fee_account or own_funds where no posting is named");
            }
            return drafted(proposal, vault.named(asset, network));
        }
        if (network != null) {
            throw Refusal.invalid("network", "left out where a posting is named");
        }
        UUID id = DerivedIds.parse(posting).orElseThrow(() -> Refusal.invalid("posting", "32 hexadecimal digits"));
        return drafted(proposal, id);
    }

    private Adjustment proposed(
            Proposal proposal, String network, BigInteger chainUnits, long ledgerUnits, Optional<PostingFault> fault) {
        return new Adjustment(
                UUID.randomUUID(),
                proposal.asset.id(),
                network,
                chainUnits,
                ledgerUnits,
                fault,
                proposal.settledBy,
                proposal.reason,
                proposal.by,
                clock.instant(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Stores a proposal.
     *
     * @throws Refusal if another adjustment of that asset and network, or of that posting, is not decided yet
     */
    public void propose(Asset asset, Adjustment made) {
        String token = made.fault().isPresent()
                ? ""
                : vault.named(asset, made.network())
                        .scheme()
                        .coin(asset.code())
                        .orElseThrow()
                        .token();
        if (!database.transaction(
                asset.tenant(), connection -> AdjustmentsTable.insert(connection, asset.tenant(), made, token))) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED,
                    "an adjustment of " + asset.code() + " on " + made.network() + " waits for its decision");
        }
    }

    /**
     * Posts an adjustment in the ledger and counts it from now on.
     *
     * @throws Refusal if it is decided already, the difference has changed, own funds do not cover it, or the ledger
     *     refuses the posting
     */
    public void approve(int tenant, UUID id, long by) {
        Adjustment made = find(tenant, id);
        requireDecided(made.bookedAt().isEmpty() && made.approved().orElse(true));
        // An adjustment that was approved and not booked was interrupted in between. It continues as approved, whatever
        // the difference is now.
        if (made.approved().isEmpty()) {
            requireUnchanged(directory.asset(made.asset()), made);
        }
        // The transfer's id is written before the posting, so that no comparison takes it for a posting without a chain
        // transaction.
        requireDecided(database.transaction(tenant, connection -> {
            requireGone(connection, made);
            return AdjustmentsTable.approve(connection, tenant, made, by);
        }));
        boolean isToPost = made.ledgerUnits() > 0
                && (made.approved().isEmpty()
                        || !database.query(tenant, connection -> AdjustmentsTable.isPosted(connection, tenant, made)));
        if (isToPost
                && book.move(made.bearer(tenant), postings(tenant, made))
                        instanceof LedgerTransfers.TransferResult.Refused(Refusal why)) {
            database.transaction(tenant, connection -> {
                AdjustmentsTable.reopen(connection, tenant, id);
                return id;
            });
            throw why;
        }
        database.transaction(tenant, connection -> {
            AdjustmentsTable.book(connection, tenant, id);
            if (made.fault().isPresent()) {
                settled(connection, tenant, made, made.fault().get());
            }
            return id;
        });
    }

    /** Updates the transaction that its user sees. */
    private static void settled(Transaction connection, int tenant, Adjustment made, PostingFault fault) {
        boolean isListed =
                fault.kind() == PostingFault.Kind.MISSING && made.settledBy() == Adjustment.Settlement.ACCOUNT;
        if (isListed) {
            for (TransferStep step : postings(tenant, made)) {
                WalletTransactionsTable.partOf(connection, tenant, step.id());
            }
        }
        if (fault.kind() == PostingFault.Kind.REVERSED) {
            DepositReversals.settled(connection, tenant, fault.id(), leftOut(made, fault));
        }
    }

    /** Requires that a reversed deposit has not come back; one that comes back after the approval waits for the booking. */
    private static void requireGone(Transaction connection, Adjustment made) {
        boolean isReversal = made.approved().isEmpty()
                && made.fault()
                        .filter(fault -> fault.kind() == PostingFault.Kind.REVERSED)
                        .isPresent();
        if (isReversal
                && !ArrivalsTable.staysGone(connection, made.fault().get().id())) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "the payment is in a block again: nothing of it is owed once it counts");
        }
    }

    /** Returns the part of a reversed deposit that its owner has not paid and does not get once it comes back. */
    private static Arrival.SpentPart leftOut(Adjustment made, PostingFault fault) {
        return switch (made.settledBy()) {
            case ACCOUNT -> Arrival.SpentPart.NONE;
            case FEE_ACCOUNT -> new Arrival.SpentPart(fault.units(), Arrival.Bearer.FEE_ACCOUNT);
            case OWN_FUNDS -> new Arrival.SpentPart(fault.units(), Arrival.Bearer.OWN_FUNDS);
        };
    }

    private void requireUnchanged(Asset asset, Adjustment made) {
        boolean isSame = made.fault().isPresent()
                ? reconciliation.fault(asset, made.fault().get().id()).equals(made.fault())
                : made.chainUnits().equals(difference(asset, made.network()));
        if (!isSame) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED, "the difference is another one by now: reject it and propose it anew");
        }
        if (made.needsOwnFunds()) {
            requireOwnFunds(asset);
        }
    }

    /**
     * Requires that the chains hold what the ledger owes after the loss, without payments of customers that are not
     * credited yet.
     */
    private void requireOwnFunds(Asset asset) {
        Map<String, ReconciliationResult> found = new HashMap<>();
        reconciliation.of(asset).forEach(result -> found.put(result.network(), result));
        BigInteger own = BigInteger.valueOf(balances.total(AccountId.outsideOf(asset.tenant()), asset.id()));
        for (Chain chain : vault.of(asset)) {
            Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
            ReconciliationResult result = known(found.get(coin.network()));
            BigInteger uncredited =
                    database.query(connection -> ReconcileTable.uncredited(connection, asset.tenant(), coin));
            own = own.add(ChainAmounts.inLedgerUnits(result.chainUnits().subtract(uncredited), asset.scale(), coin));
        }
        if (own.signum() < 0) {
            throw new Refusal(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "own funds do not cover it: the ledger owes "
                            + Decimals.format(own.negate().longValueExact(), asset.scale()) + " " + asset.code()
                            + " more than the addresses hold; pay that in, or settle it otherwise");
        }
    }

    /**
     * Rejects a proposal.
     *
     * @throws Refusal if it is decided already
     */
    public void reject(int tenant, UUID id, long by) {
        requireDecided(database.transaction(tenant, connection -> AdjustmentsTable.reject(connection, tenant, id, by)));
    }

    private static void requireDecided(boolean mine) {
        if (!mine) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "the adjustment has been decided");
        }
    }

    private BigInteger difference(Asset asset, String network) {
        ReconciliationResult found = reconciliation.of(asset).stream()
                .filter(finding -> finding.network().equals(network))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("nothing of " + asset.code() + " is on " + network));
        known(found);
        return found.chainUnits().subtract(found.expectedUnits());
    }

    private static ReconciliationResult known(@Nullable ReconciliationResult found) {
        if (found == null || found.verdict() == ReconciliationResult.Verdict.UNKNOWN) {
            throw new Refusal(
                    RefusalCode.UNAVAILABLE, found == null ? "a network has not been compared" : found.detail());
        }
        return found;
    }

    /**
     * Returns the amount in ledger units. A surplus is rounded down and a loss up, so the ledger never has more than
     * the chain.
     */
    private static long ledgerUnits(Asset asset, Chain chain, BigInteger difference) {
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        BigInteger amount = difference.abs();
        long units = ChainAmounts.inLedger(amount, asset.scale(), coin);
        boolean isExact = ChainAmounts.onChainAtMost(units, asset.scale(), coin).equals(amount);
        return difference.signum() < 0 && !isExact ? units + 1 : units;
    }

    private static List<TransferStep> postings(int tenant, Adjustment made) {
        List<TransferStep> steps = new ArrayList<>();
        AccountId outside = AccountId.outsideOf(tenant);
        AccountId bearer = made.bearer(tenant);
        boolean isCredit = made.isCredit();
        steps.add(new TransferStep.Post(new Transfer(
                made.transferId("adjustment"),
                isCredit ? outside : bearer,
                isCredit ? bearer : outside,
                new Amount(made.asset(), made.ledgerUnits()),
                isCredit ? TransferKind.DEPOSIT : TransferKind.WITHDRAWAL)));
        long fee = made.settledBy() == Adjustment.Settlement.ACCOUNT
                ? made.fault().orElseThrow().feeUnits()
                : 0;
        if (fee > 0) {
            steps.add(new TransferStep.Post(new Transfer(
                    made.transferId("adjustment fee"),
                    bearer,
                    AccountId.feesOf(tenant),
                    new Amount(made.asset(), fee),
                    TransferKind.WITHDRAWAL)));
        }
        return steps;
    }
}
