package com.flowex.wallet.app.payment;

import com.flowex.custody.Draft;
import com.flowex.custody.Signed;
import com.flowex.custody.SignerException;
import com.flowex.custody.chain.BroadcastResult;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.TransactionStatus;
import com.flowex.platform.database.Database;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.Sagas;
import com.flowex.platform.saga.StepOutcome;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.payment.OutgoingPayment;
import com.flowex.wallet.store.payment.PaymentsTable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Steps that pay over a chain. A transaction's inputs are reserved before it is signed, and its bytes are stored before
 * they are sent. The same bytes are sent until they are mined, and a later transaction of the same payment uses the
 * same inputs. So a payment is made once, whatever is repeated.
 */
public final class ChainPayments {

    /** Until a hot wallet has been filled, or fees have come down. */
    static final Duration RECHECK_INTERVAL = Duration.ofSeconds(10);

    static final Duration NEXT_BLOCK = Duration.ofSeconds(2);

    /** Factor by which a replacement's fee may be above that of the payment that it has to outbid. */
    static final BigInteger FEE_ROOM = BigInteger.TWO;

    /** Highest fee of a replacement, as a multiple of the first fee. */
    private static final BigInteger OUTBID_MAX = BigInteger.TEN;

    /** Code of a saga that two people ended before it paid. */
    public static final String REVOKED = "revoked";

    private static final StepOutcome UNSIGNED = new StepOutcome.Fail(REVOKED, "it was ended before it was signed");

    private final Database database;
    private final CustodyConnections vault;
    private final Replacements replacements;
    private final FeeLimit feeLimit;
    private final Duration stuckAfter;
    private final InstantSource clock;
    private final HotWalletTopUp up;

    /** @param stuckAfter time without a block after which a sent transaction's fee is raised */
    public ChainPayments(
            Database database,
            ChainDirectory chains,
            FeeLimit feeLimit,
            Duration stuckAfter,
            InstantSource clock,
            HotWalletTopUp up) {
        this.database = database;
        this.vault = chains.vault();
        this.feeLimit = feeLimit;
        this.stuckAfter = stuckAfter;
        this.clock = clock;
        this.up = up;
        this.replacements = new Replacements(database, vault, chains.addresses(), feeLimit);
    }

    /**
     * Drafts and signs the payment. The draft is the point of no return. If the signer refuses, only a change of its
     * policy by a person helps.
     */
    public StepOutcome sign(Saga saga, OutgoingPayment payment) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        Chain chain = chain(payment);
        List<PaymentsTable.Attempt> attempts = attempts(tenant, id);
        if (replacements.isRevoked(saga)
                && attempts.stream().allMatch(attempt -> attempt.signed().isEmpty())) {
            return UNSIGNED;
        }
        if (attempts.isEmpty()) {
            try {
                if (!drafted(saga, chain, payment)) {
                    return new StepOutcome.Wait(Duration.ZERO, "canceled");
                }
            } catch (CannotPayException e) {
                return cannot(e, chain, tenant, payment);
            }
            attempts = attempts(tenant, id);
        }
        try {
            Signed signed = signed(tenant, id, chain, attempts.getLast());
            return StepOutcome.done("transaction " + signed.transaction());
        } catch (SignerException e) {
            if (e.isRefused()) {
                return new StepOutcome.Stop("the signer refuses: " + e.getMessage());
            }
            throw e;
        }
    }

    private StepOutcome cannot(CannotPayException e, Chain chain, int tenant, OutgoingPayment payment) {
        return switch (e.reason()) {
            case TOO_LITTLE, VANISHED -> tooLittle(e, chain, tenant, payment);
            case FEE_TOO_HIGH ->
                new StepOutcome.Wait(RECHECK_INTERVAL, "the network's fee is too high: " + e.getMessage());
            case REFUSED ->
                new StepOutcome.Fail("receiver_refuses", "the receiver does not take it: " + e.getMessage());
            case DUST -> new StepOutcome.Fail("dust", "too little for the network: " + e.getMessage());
        };
    }

    /**
     * Handles a lack of money. For a transfer to cold storage the hot wallet has less than planned: the transfer fails
     * and is planned anew.
     */
    private StepOutcome tooLittle(CannotPayException e, Chain chain, int tenant, OutgoingPayment payment) {
        if (payment.purpose().equals(OutgoingPayment.COLD)) {
            return new StepOutcome.Fail("too_little", "there is less by now: " + e.getMessage());
        }
        HotWalletTopUp.TopUpResult result = payment.purpose().equals(OutgoingPayment.WITHDRAWAL)
                ? up.topUp(chain, tenant, payment.asset())
                : HotWalletTopUp.TopUpResult.NOTHING;
        return switch (result) {
            case FILLED -> new StepOutcome.Wait(Duration.ZERO, "the hot wallet was filled");
            case REQUESTED ->
                new StepOutcome.Wait(
                        RECHECK_INTERVAL, "for a refill from cold: the hot wallet has too little: " + e.getMessage());
            case NOTHING -> new StepOutcome.Wait(RECHECK_INTERVAL, "the hot wallet has too little: " + e.getMessage());
        };
    }

    /** Drafts the payment; returns false if it was canceled in the meantime. */
    private boolean drafted(Saga saga, Chain chain, OutgoingPayment payment) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        String network = chain.scheme().network().code();
        Draft draft = chain.draft(new PaymentOrder(
                payment.from(),
                payment.from().getFirst().address(),
                List.of(payment.payment()),
                feeLimit.of(chain),
                database.query(tenant, connection -> PaymentsTable.claims(connection, tenant, network))));
        return database.transaction(tenant, connection -> {
            if (!Sagas.commit(connection, saga.key())) {
                return false;
            }
            PaymentsTable.insert(connection, tenant, id, payment);
            PaymentsTable.claim(connection, tenant, id, draft);
            PaymentsTable.draft(connection, tenant, id, 0, draft, false);
            return true;
        });
    }

    private Signed signed(int tenant, UUID id, Chain chain, PaymentsTable.Attempt attempt) {
        if (attempt.signed().isPresent()) {
            return attempt.signed().get();
        }
        Signed signed = vault.signer().sign(chain.scheme(), attempt.draft());
        database.transaction(tenant, connection -> {
            PaymentsTable.signed(connection, tenant, id, attempt.number(), signed);
            return id;
        });
        return signed;
    }

    /** Sends the last transaction. */
    public StepOutcome send(Saga saga, OutgoingPayment payment, StepOutcome.TransactionalWrite along) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        if (replacements.isRevoked(saga)) {
            return StepOutcome.done("it is to end: not sent again");
        }
        Chain chain = chain(payment);
        PaymentsTable.Attempt attempt = attempts(tenant, id).getLast();
        Signed signed = attempt.signed().orElseThrow();
        if (chain.send(signed) instanceof BroadcastResult.Refused(String why)) {
            switch (chain.status(signed)) {
                case TransactionStatus.Mined _, TransactionStatus.Waiting _ -> {}
                case TransactionStatus.Superseded(String by) -> {
                    return replacements.superseded(saga, payment, by);
                }
                case TransactionStatus.Unseen _ -> throw new IllegalStateException("the node does not take it: " + why);
            }
        }
        return StepOutcome.done("sent as " + signed.transaction(), connection -> {
            PaymentsTable.sent(connection, tenant, id, attempt.number());
            along.write(connection);
        });
    }

    /** Listener for confirmations. */
    public interface ConfirmationListener {
        void confirmations(Signed signed, int confirmations);

        /** Brings what a replacement costs to the address that pays for it; empty if that is not done here. */
        default Optional<StepOutcome> lacksFee(BigInteger fee) {
            return Optional.empty();
        }
    }

    /**
     * Waits until one of the payment's transactions has the given depth. Sends a transaction again that no node has, and
     * outbids one that is stuck. A revoked payment fails once none of its transactions can be mined, and succeeds if one
     * was mined all the same.
     *
     * @param depth in blocks; where a replacement was made the network's finality counts
     */
    public StepOutcome await(Saga saga, OutgoingPayment payment, int depth, ConfirmationListener listener) {
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        Chain chain = chain(payment);
        List<PaymentsTable.Attempt> attempts = attempts(tenant, id);
        Optional<TransactionStatus.Superseded> superseded = Optional.empty();
        boolean anybodyHasIt = false;
        for (PaymentsTable.Attempt attempt : attempts) {
            if (attempt.signed().isEmpty()) {
                continue;
            }
            switch (chain.status(attempt.signed().get())) {
                case TransactionStatus.Mined mined -> {
                    return attempt.replacement()
                            ? replacements.mined(saga, payment, attempt.signed().get(), mined)
                            : mined(
                                    saga,
                                    payment,
                                    attempt.signed().get(),
                                    mined,
                                    depth(chain, attempts, depth),
                                    listener);
                }
                case TransactionStatus.Waiting _ -> anybodyHasIt = true;
                case TransactionStatus.Superseded by -> superseded = Optional.of(by);
                case TransactionStatus.Unseen _ -> {}
            }
        }
        boolean isReplaced = attempts.getLast().replacement();
        if (superseded.isPresent() && !anybodyHasIt) {
            return replacements.superseded(saga, payment, superseded.get().by());
        }
        if (!isReplaced && replacements.isRevoked(saga)) {
            return replacements.draft(saga, payment, attempts.getLast(), listener);
        }
        if (anybodyHasIt) {
            return stuck(saga, chain, attempts);
        }
        PaymentsTable.Attempt last = attempts.getLast();
        BroadcastResult sent = chain.send(signed(tenant, id, chain, last));
        return new StepOutcome.Wait(
                NEXT_BLOCK,
                sent instanceof BroadcastResult.Refused(String why)
                        ? "the node does not take it: " + why
                        : "sent again");
    }

    private static int depth(Chain chain, List<PaymentsTable.Attempt> attempts, int depth) {
        return attempts.getLast().replacement() ? chain.scheme().network().finality() : depth;
    }

    private StepOutcome mined(
            Saga saga,
            OutgoingPayment payment,
            Signed signed,
            TransactionStatus.Mined mined,
            int depth,
            ConfirmationListener listener) {
        listener.confirmations(signed, mined.confirmations());
        if (mined.confirmations() < depth) {
            return new StepOutcome.Wait(NEXT_BLOCK, mined.confirmations() + " of " + depth + " confirmations");
        }
        if (!mined.succeeded()
                && mined.confirmations() < chain(payment).scheme().network().finality()) {
            return new StepOutcome.Wait(NEXT_BLOCK, "it moved nothing: until that is final");
        }
        if (!mined.succeeded()) {
            return new StepOutcome.Fail("reverted", "the network took the fee and moved nothing");
        }
        int tenant = saga.key().tenant();
        return StepOutcome.done(
                "in block " + mined.block().height(),
                connection -> PaymentsTable.mined(
                        connection,
                        tenant,
                        saga.key().id(),
                        mined.fee(),
                        mined.block().height()));
    }

    /**
     * Replaces a transaction that has waited too long by one with a higher fee and the same nonce or outputs: at most
     * one of the two is ever mined.
     */
    private StepOutcome stuck(Saga saga, Chain chain, List<PaymentsTable.Attempt> attempts) {
        PaymentsTable.Attempt last = attempts.getLast();
        int tenant = saga.key().tenant();
        UUID id = saga.key().id();
        if (last.signed().isEmpty()) {
            chain.send(signed(tenant, id, chain, last));
            return new StepOutcome.Wait(NEXT_BLOCK, "outbid");
        }
        Instant since = last.sent().orElse(last.drafted());
        if (clock.instant().isBefore(since.plus(stuckAfter))) {
            return new StepOutcome.Wait(NEXT_BLOCK, "waits for a block");
        }
        BigInteger limit = last.replacement() ? replacements.feeMax(chain) : feeLimit.of(chain);
        BigInteger feeMax =
                attempts.getFirst().draft().fee().multiply(OUTBID_MAX).min(limit);
        Draft higher;
        try {
            higher = chain.outbid(last.draft(), feeMax);
        } catch (CannotPayException e) {
            return new StepOutcome.Wait(RECHECK_INTERVAL, "stuck, and not to be outbid now: " + e.getMessage());
        }
        database.transaction(tenant, connection -> {
            PaymentsTable.draft(connection, tenant, id, last.number() + 1, higher, last.replacement());
            return id;
        });
        return new StepOutcome.Wait(Duration.ZERO, "stuck: a higher fee is offered");
    }

    private Chain chain(OutgoingPayment payment) {
        return vault.begun(payment.payment().coin().network());
    }

    /** Returns every transaction of a payment, in order. */
    public List<PaymentsTable.Attempt> attempts(int tenant, UUID payment) {
        return database.query(tenant, connection -> PaymentsTable.attempts(connection, tenant, payment));
    }

    /**
     * Returns true if no transaction of a payment can ever pay: one was mined and moved nothing, or its replacement was, which used up
     * what all claim, or a transaction of someone else has used that up.
     */
    public boolean isDead(Saga saga, OutgoingPayment payment) {
        Chain chain = chain(payment);
        int finality = chain.scheme().network().finality();
        boolean mayPay = false;
        for (PaymentsTable.Attempt attempt :
                attempts(saga.key().tenant(), saga.key().id())) {
            if (attempt.signed().isEmpty()) {
                continue;
            }
            TransactionStatus status = chain.status(attempt.signed().get());
            if (status instanceof TransactionStatus.Mined mined
                    && mined.confirmations() >= finality
                    && (attempt.replacement() || !mined.succeeded())) {
                return true;
            }
            mayPay |= !attempt.replacement() && !(status instanceof TransactionStatus.Superseded);
        }
        return !mayPay;
    }

    /** Gives up a payment that was drafted and never signed. */
    public void giveUp(int tenant, UUID payment) {
        database.transaction(tenant, connection -> {
            List<PaymentsTable.Attempt> attempts = PaymentsTable.attempts(connection, tenant, payment);
            if (attempts.stream().allMatch(attempt -> attempt.signed().isEmpty())) {
                PaymentsTable.free(connection, tenant, payment);
            }
            return payment;
        });
    }
}
