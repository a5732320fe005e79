package com.flowex.wallet.api.transfer;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.tenancy.TransferRecipients;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.withdrawal.OutgoingPath;
import com.flowex.wallet.app.withdrawal.OutgoingRequest;
import com.flowex.wallet.app.withdrawal.Transfers;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.SentTransfers.SentTransfer;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/wallet/transfers}: sends money to another user of the same tenant. The same key is the same
 * transfer: 201 the first time, 200 afterwards.
 *
 * <p>A session has to give its second factor, except for a transfer that it has sent already.
 *
 * <p>The balance is checked before the receiver is looked up: otherwise a caller could find out for free which users
 * exist. A receiver who cannot receive and one who does not exist get the same answer.
 */
public final class SendEndpoint implements Endpoint {

    private static final int NAME_LENGTH_MAX = 254;

    /**
     * The body as sent.
     *
     * @param code second-factor code
     */
    private record SendForm(
            @Nullable String to,
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id,
            @Nullable String code) {

        /** Keeps the code out of every log. */
        @Override
        public String toString() {
            return "SendForm[" + currency + ", " + amount + "]";
        }
    }

    private final OrderEntryService orderEntry;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;
    private final TransferRecipients receivers;
    private final ConsistentView view;
    private final Transfers transfers;
    private final InstantSource clock;

    public SendEndpoint(
            OrderEntryService orderEntry,
            InstrumentDirectory directory,
            CurrentBalances balances,
            TransferRecipients receivers,
            Transfers transfers,
            InstantSource clock) {
        this.orderEntry = orderEntry;
        this.directory = directory;
        this.balances = balances.queries();
        this.receivers = receivers;
        this.view = balances.view();
        this.transfers = transfers;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        AccountId sender = request.caller().account();
        SendForm form = request.body(SendForm.class);
        Fields fields = new Fields();
        Optional<String> key = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), form.id(), fields);
        String to = fields.text("to", form.to(), NAME_LENGTH_MAX);
        String currency = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(sender.tenant(), currency);
        Amount amount = new Amount(asset.id(), fields.positive("amount", form.amount(), asset.scale()));
        fields.check();
        TransferId id = key.map(text -> DerivedIds.transfer("internal transfer", sender + "\n" + text))
                .orElseGet(this::ownId);
        view.await(request);
        Optional<Withdrawal> held = transfers.held(sender, id);
        if (held.isPresent()) {
            return again(held.get(), to, asset, amount);
        }
        try {
            return made(request, form, to, id, asset, amount);
        } catch (Refusal e) {
            if (e.code().isFault()) {
                throw e;
            }
            return before(sender, to, id, amount, asset, e);
        }
    }

    /** Answers with a transfer of the same key that is or was held. */
    private Answer again(Withdrawal held, String to, Asset asset, Amount amount) {
        String receiver = receivers
                .past(held.account(), to)
                .map(account -> Long.toString(account.number()))
                .orElse("");
        IdempotencyKey.requireSame(
                List.of(
                        held.transaction().asset(),
                        held.transaction().units(),
                        held.transaction().address()),
                List.of(amount.asset(), amount.units(), receiver));
        return Answer.ok(TransferBody.of(held, asset));
    }

    /** Sends the money, or holds it for a second person. */
    private Answer made(Request request, SendForm form, String to, TransferId id, Asset asset, Amount amount) {
        Caller caller = request.caller();
        AccountId sender = caller.account();
        long available = balances.available(sender, asset.id());
        if (available < amount.units()) {
            throw Refusal.refused(RejectReason.INSUFFICIENT_FUNDS);
        }
        AccountId receiver = receivers
                .find(sender, to)
                .orElseThrow(() -> Refusal.notFound("no user here receives money under this name"));
        if (receiver.equals(sender)) {
            throw Refusal.invalid("to", "another user");
        }
        OutgoingRequest outgoing = new OutgoingRequest(
                OutgoingPath.TRANSFER,
                sender,
                caller.userId(),
                asset,
                amount.units(),
                OutgoingRequest.Target.of(receiver),
                caller.credential().apiKey(),
                caller.may(Permission.VIP_TERMS));
        transfers.requireMayRequest(caller, outgoing, form.code());
        return switch (transfers.admit(id, outgoing, receiver, available)) {
            case Transfers.Admitted.Held(Withdrawal held) -> Answer.created(TransferBody.of(held, asset));
            case Transfers.Admitted.Now(boolean isNew) ->
                sent(new Transfer(id, sender, receiver, amount, TransferKind.INTERNAL), asset, isNew);
        };
    }

    /** Sends an admitted transfer; one that is not made no longer counts. */
    private Answer sent(Transfer transfer, Asset asset, boolean isNew) {
        try {
            return send(transfer, asset);
        } catch (Refusal e) {
            // After a fault it may have been made, and so may one that was admitted before and whose answer has
            // expired.
            boolean mayBeMade = e.code().isFault() || !isNew && e.code() == RefusalCode.TRANSFER_ID_EXPIRED;
            if (!mayBeMade) {
                transfers.notMade(transfer.from(), transfer.id());
            }
            throw e;
        }
    }

    /**
     * Returns the id of a transfer without a key, which cannot be sent again. The id contains its time, so the exchange
     * need not keep it.
     */
    private TransferId ownId() {
        return TransferId.dated(clock.millis(), UUID.randomUUID().getMostSignificantBits());
    }

    /**
     * Returns the earlier transfer of this key, or throws the refusal. The transfer may be older than the spending of
     * the balance, the receiver's departure, or the ledger's memory.
     */
    private Answer before(AccountId sender, String to, TransferId id, Amount amount, Asset asset, Refusal otherwise) {
        SentTransfer known = transfers.sent(sender, id).orElseThrow(() -> otherwise);
        boolean isSameReceiver = receivers
                .past(sender, to)
                .filter(receiver -> transfers.sent(receiver, id).isPresent())
                .isPresent();
        IdempotencyKey.requireSame(List.of(known.amount(), true), List.of(amount, isSameReceiver));
        return Answer.ok(TransferBody.of(known, asset));
    }

    private Answer send(Transfer transfer, Asset asset) {
        return switch (orderEntry.transfer(transfer.from(), transfer).orThrow()) {
            case TransferOutcome.Now(var committed) ->
                Answer.created(TransferBody.of(
                        new SentTransfer(
                                transfer.id(),
                                transfer.amount(),
                                committed.sequence(),
                                LogTime.instant(committed.timeNanos())),
                        asset));
            case TransferOutcome.Before(long sequence) -> {
                view.awaitRequested(transfer.from().tenant(), sequence);
                yield Answer.ok(TransferBody.of(
                        transfers
                                .sent(transfer.from(), transfer.id())
                                .orElseThrow(() -> Refusal.forNow(
                                        RefusalCode.VIEW_BEHIND, "it is sent, only the answer is missing", 1)),
                        asset));
            }
        };
    }
}
