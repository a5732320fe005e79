package com.flowex.wallet.reconcile;

import com.flowex.custody.Chain;
import com.flowex.custody.Coin;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.domain.TransferStep;
import com.flowex.edge.http.Routes;
import com.flowex.ground.database.Database;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.wallet.chain.ChainAmounts;
import com.flowex.wallet.chain.CustodyConnections;
import com.flowex.wallet.chain.DerivedIds;
import com.flowex.wallet.chain.LedgerTransfers;
import com.flowex.wallet.transfer.WalletTransactionsTable;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
    private final LedgerTransfers book;
    private final InstantSource clock;

    public Adjustments(
            Database database,
            CustodyConnections vault,
            InstrumentDirectory directory,
            Reconciliation reconciliation,
            LedgerTransfers book,
            InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.directory = directory;
        this.reconciliation = reconciliation;
        this.book = book;
        this.clock = clock;
    }

    public Routes routes() {
        return new AdjustmentRoutes(this, directory, vault).routes();
    }

    List<Adjustment> all(int tenant) {
        return database.query(tenant, connection -> AdjustmentsTable.all(connection, tenant));
    }

    Adjustment find(int tenant, UUID id) {
        return database.query(tenant, connection -> AdjustmentsTable.find(connection, tenant, id))
                .orElseThrow(() -> Refusal.notFound("there is no such adjustment"));
    }

    /**
     * Drafts a proposal from the present difference; writes nothing.
     *
     * @throws Refusal if there is no difference, or the node does not answer
     */
    Adjustment drafted(Asset asset, Chain chain, Adjustment.Settlement settledBy, String reason, long by) {
        String network = chain.scheme().network().code();
        BigInteger difference = difference(asset, network);
        if (difference.signum() == 0) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED, "the addresses have what they must have: nothing is to be booked");
        }
        long ledger = settledBy == Adjustment.Settlement.FEE_ACCOUNT ? ledgerUnits(asset, chain, difference) : 0;
        return new Adjustment(
                UUID.randomUUID(),
                asset.id(),
                network,
                difference,
                ledger,
                settledBy,
                reason,
                by,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Stores a proposal.
     *
     * @throws Refusal if another adjustment of that asset and network is not decided yet
     */
    void propose(Asset asset, Chain chain, Adjustment made) {
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        if (!database.transaction(
                asset.tenant(), connection -> AdjustmentsTable.insert(connection, asset.tenant(), made, coin))) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED,
                    "an adjustment of " + asset.code() + " on " + made.network() + " waits for its decision");
        }
    }

    /**
     * Posts an adjustment in the ledger and counts it from now on.
     *
     * @throws Refusal if it is decided already, the difference has changed, or the ledger refuses the posting
     */
    void approve(int tenant, UUID id, long by) {
        Adjustment made = find(tenant, id);
        requireDecided(made.bookedAt().isEmpty() && made.approved().orElse(true));
        Asset asset = directory.asset(made.asset());
        // An adjustment that was approved and not booked was interrupted in between. It continues as approved, whatever
        // the difference is now.
        if (made.approved().isEmpty() && !made.chainUnits().equals(difference(asset, made.network()))) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED, "the difference is another one by now: reject it and propose it anew");
        }
        requireDecided(database.transaction(tenant, connection -> {
            boolean mine = AdjustmentsTable.approve(connection, tenant, id, by);
            if (mine && made.ledgerUnits() > 0) {
                // Written before the posting, so that no comparison takes it for a posting without a chain transaction.
                WalletTransactionsTable.partOf(connection, tenant, ledgerId(made));
            }
            return mine;
        }));
        if (made.ledgerUnits() > 0
                && book.move(AccountId.feesOf(tenant), List.of(posting(tenant, made)))
                        instanceof LedgerTransfers.Said.Refused(Refusal why)) {
            database.transaction(tenant, connection -> {
                AdjustmentsTable.reopen(connection, tenant, id);
                return id;
            });
            throw why;
        }
        database.transaction(tenant, connection -> {
            AdjustmentsTable.book(connection, tenant, id);
            return id;
        });
    }

    /**
     * Rejects a proposal.
     *
     * @throws Refusal if it is decided already
     */
    void reject(int tenant, UUID id, long by) {
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
        if (found.verdict() == ReconciliationResult.Verdict.UNKNOWN) {
            throw new Refusal(RefusalCode.UNAVAILABLE, found.detail());
        }
        return found.chainUnits().subtract(found.expectedUnits());
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

    private static TransferId ledgerId(Adjustment made) {
        return DerivedIds.transfer("adjustment", made.id());
    }

    private static TransferStep posting(int tenant, Adjustment made) {
        boolean isLoss = made.chainUnits().signum() < 0;
        AccountId outside = AccountId.outsideOf(tenant);
        AccountId fees = AccountId.feesOf(tenant);
        return new TransferStep.Post(new Transfer(
                ledgerId(made),
                isLoss ? fees : outside,
                isLoss ? outside : fees,
                new Amount(made.asset(), made.ledgerUnits()),
                isLoss ? TransferKind.WITHDRAWAL : TransferKind.DEPOSIT));
    }
}
