package com.flowex.wallet.app.payment;

import com.flowex.custody.Draft;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.platform.database.Database;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.payment.PaymentsTable;
import com.flowex.wallet.store.payment.RevocationsTable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.UUID;

/**
 * Ends payments that two people revoked after they were signed. A signed transaction can be mined at any later time, so
 * a replacement without a receiver uses up the same inputs or nonce. The payment has ended once the replacement is
 * final; it is completed if its own transaction was mined first.
 */
final class Replacements {

    private final Database database;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final FeeLimit feeLimit;

    Replacements(Database database, CustodyConnections vault, AddressDirectory addresses, FeeLimit feeLimit) {
        this.database = database;
        this.vault = vault;
        this.addresses = addresses;
        this.feeLimit = feeLimit;
    }

    boolean isRevoked(Saga saga) {
        return database.query(saga.key().tenant(), connection -> RevocationsTable.isApproved(connection, saga.key()));
    }

    /** Returns the most that a replacement may cost: more than a payment, which it has to outbid. */
    BigInteger feeMax(Chain chain) {
        return feeLimit.of(chain).multiply(ChainPayments.FEE_ROOM);
    }

    /** Drafts the replacement of a payment's last transaction. */
    StepOutcome draft(
            Saga saga,
            OutgoingPayment payment,
            PaymentsTable.Attempt last,
            ChainPayments.ConfirmationListener listener) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        Chain chain = chain(payment);
        String own = addresses.watchedHot(chain, tenant).address();
        Draft draft;
        try {
            draft = chain.cancel(last.draft(), own, feeMax(chain));
        } catch (CannotPayException e) {
            return cannot(saga, payment, last, e, listener);
        }
        database.transaction(tenant, connection -> {
            PaymentsTable.draft(connection, tenant, id, last.number() + 1, draft, true);
            return id;
        });
        return new StepOutcome.Wait(Duration.ZERO, "a transaction that pays only its sender takes its place");
    }

    /** A move between the tenant's own addresses may be mined one day; a withdrawal would be paid and given back. */
    private StepOutcome cannot(
            Saga saga,
            OutgoingPayment payment,
            PaymentsTable.Attempt last,
            CannotPayException e,
            ChainPayments.ConfirmationListener listener) {
        int tenant = saga.key().tenant();
        if (e.reason() == CannotPayException.Reason.VANISHED && !isWithdrawal(payment)) {
            return over(
                    saga,
                    "what it was to move is in no block",
                    connection ->
                            PaymentsTable.free(connection, tenant, saga.key().id()));
        }
        StepOutcome waits = new StepOutcome.Wait(
                ChainPayments.RECHECK_INTERVAL, "revoked, and its replacement cannot be made now: " + e.getMessage());
        return e.reason() == CannotPayException.Reason.TOO_LITTLE
                ? listener.lacksFee(last.draft().fee().multiply(ChainPayments.FEE_ROOM))
                        .orElse(waits)
                : waits;
    }

    /** The replacement is in a block. */
    StepOutcome mined(Saga saga, OutgoingPayment payment, Signed signed, TransactionStatus.Mined mined) {
        int finality = chain(payment).scheme().network().finality();
        if (mined.confirmations() < finality) {
            return new StepOutcome.Wait(
                    ChainPayments.NEXT_BLOCK,
                    "its replacement has " + mined.confirmations() + " of " + finality + " confirmations");
        }
        int tenant = saga.key().tenant();
        return over(
                saga,
                signed.transaction() + " took its place and paid only its sender",
                connection -> PaymentsTable.mined(
                        connection,
                        tenant,
                        saga.key().id(),
                        mined.fee(),
                        mined.block().height()));
    }

    /** Another transaction has used up what it pays with, for ever: it is over if people revoked it, or if the other is the tenant's. */
    StepOutcome superseded(Saga saga, OutgoingPayment payment, String by) {
        int tenant = saga.key().tenant();
        boolean isOwnMove = !isWithdrawal(payment)
                && database.query(tenant, connection -> PaymentsTable.isOwn(connection, tenant, by));
        return isOwnMove || isRevoked(saga)
                ? over(saga, "what it pays with was used up by " + by, _ -> {})
                : new StepOutcome.Stop("what it pays with was used up by " + by + ", which is not ours");
    }

    private StepOutcome over(Saga saga, String why, StepOutcome.TransactionalWrite along) {
        int tenant = saga.key().tenant();
        database.transaction(tenant, connection -> {
            PaymentsTable.revoked(connection, tenant, saga.key().id());
            along.write(connection);
            return why;
        });
        return new StepOutcome.Fail(ChainPayments.REVOKED, why);
    }

    private static boolean isWithdrawal(OutgoingPayment payment) {
        return payment.purpose().equals(OutgoingPayment.WITHDRAWAL);
    }

    private Chain chain(OutgoingPayment payment) {
        return vault.begun(payment.payment().coin().network());
    }
}
