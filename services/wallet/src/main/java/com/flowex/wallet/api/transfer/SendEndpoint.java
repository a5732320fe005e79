package com.flowex.wallet.api.transfer;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy.OutgoingTransfer;
import com.flowex.wallet.app.withdrawal.OutgoingRules;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.transaction.SentTransfers.Sent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
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

    private static final int CREATED = 201;
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

    /** The schema InternalTransfer of docs/api/openapi.yaml. */
    private record SentBody(
            String id, String type, String currency, String amount, String status, long sequence, Instant createdAt) {

        static SentBody of(Sent sent, Asset asset) {
            return new SentBody(
                    sent.id().toString(),
                    "internal",
                    asset.code(),
                    "-" + Decimals.format(sent.amount().units(), asset.scale()),
                    "completed",
                    sent.sequence(),
                    sent.at());
        }
    }

    private final OrderEntryService desk;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;
    private final UserServices people;
    private final ConsistentView view;
    private final SentTransfers sent;
    private final OutgoingPolicy policy;
    private final InstantSource clock;

    public SendEndpoint(
            OrderEntryService desk,
            InstrumentDirectory directory,
            CurrentBalances balances,
            OutgoingRules rules,
            SentTransfers sent,
            InstantSource clock) {
        this.desk = desk;
        this.directory = directory;
        this.balances = balances.queries();
        this.people = rules.people();
        this.view = balances.view();
        this.sent = sent;
        this.policy = rules.policy();
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
        try {
            return made(request, form, to, id, asset, amount);
        } catch (Refusal e) {
            if (e.code().isFault()) {
                throw e;
            }
            return before(sender, to, id, amount, asset, e);
        }
    }

    /** Sends the money, or answers with the result of the same earlier request. */
    private Answer made(Request request, SendForm form, String to, TransferId id, Asset asset, Amount amount) {
        Caller caller = request.caller();
        AccountId sender = caller.account();
        if (balances.available(sender, asset.id()) < amount.units()) {
            throw Refusal.refused(RejectReason.INSUFFICIENT_FUNDS);
        }
        AccountId receiver = people.receivers()
                .find(sender, to)
                .orElseThrow(() -> Refusal.notFound("nobody here receives money under this name"));
        if (receiver.equals(sender)) {
            throw Refusal.invalid("to", "somebody else");
        }
        boolean byKey = caller.credential() instanceof Credential.Key;
        if (!byKey) {
            people.secondFactor().confirm(caller, form.code());
        }
        OutgoingTransfer outgoing = new OutgoingTransfer(
                sender, caller.userId(), receiver, asset, amount.units(), byKey, caller.may(Permission.VIP_TERMS));
        LocalDate day = policy.admit(outgoing);
        boolean isNew = false;
        try {
            Answer answer = send(new Transfer(id, sender, receiver, amount, TransferKind.INTERNAL), asset);
            isNew = answer.status() == CREATED;
            return answer;
        } catch (Refusal e) {
            isNew = e.code().isFault(); // the transfer may have been made: it stays counted
            throw e;
        } finally {
            if (!isNew) {
                policy.giveBack(outgoing, day);
            }
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
        Sent known = sent.find(sender, id).orElseThrow(() -> otherwise);
        boolean isSameReceiver = people.receivers()
                .past(sender, to)
                .filter(receiver -> sent.find(receiver, id).isPresent())
                .isPresent();
        IdempotencyKey.requireSame(List.of(known.amount(), true), List.of(amount, isSameReceiver));
        return Answer.ok(SentBody.of(known, asset));
    }

    private Answer send(Transfer transfer, Asset asset) {
        return switch (desk.transfer(transfer.from(), transfer).orThrow()) {
            case TransferOutcome.Now(var decided) ->
                Answer.created(SentBody.of(
                        new Sent(
                                transfer.id(),
                                transfer.amount(),
                                decided.sequence(),
                                LogTime.instant(decided.timeNanos())),
                        asset));
            case TransferOutcome.Before(long sequence) -> {
                view.awaitAsked(transfer.from().tenant(), sequence);
                yield Answer.ok(SentBody.of(
                        sent.find(transfer.from(), transfer.id())
                                .orElseThrow(() -> Refusal.forNow(
                                        RefusalCode.VIEW_BEHIND, "it is sent, only the answer is missing", 1)),
                        asset));
            }
        };
    }
}
