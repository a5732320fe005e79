package com.flowex.wallet.internal;

import com.flowex.desk.Desk;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.LogTime;
import com.flowex.desk.Moved;
import com.flowex.desk.OwnView;
import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.Decimals;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.edge.access.Credential;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.chain.DerivedIds;
import com.flowex.wallet.internal.SentTransfers.Sent;
import com.flowex.wallet.people.People;
import com.flowex.wallet.transfer.RequestKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/wallet/transfers}: money to another user of the same tenant. The same key is the same transfer: 201 the first time,
 * 200 ever after.
 *
 * <p>A session is asked for its second factor; what it has sent already is not asked for again.
 *
 * <p>Who has not the money hears that before anybody is looked for: otherwise asking would tell for nothing who is there. Whoever cannot
 * receive and whoever does not exist are answered alike.
 */
public final class SendEndpoint implements Endpoint {

    private static final int NAME_LENGTH_MAX = 254;

    /**
     * The body as sent.
     *
     * @param code of the second factor
     */
    private record SendForm(
            @Nullable String to,
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id,
            @Nullable String code) {

        /** No code in any log. */
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

    private final Desk desk;
    private final InstrumentDirectory directory;
    private final BalanceQueries balances;
    private final People people;
    private final OwnView view;
    private final SentTransfers sent;
    private final InstantSource clock;

    SendEndpoint(
            Desk desk,
            InstrumentDirectory directory,
            BalanceQueries balances,
            People people,
            OwnView view,
            SentTransfers sent,
            InstantSource clock) {
        this.desk = desk;
        this.directory = directory;
        this.balances = balances;
        this.people = people;
        this.view = view;
        this.sent = sent;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        AccountId sender = request.caller().account();
        SendForm form = request.body(SendForm.class);
        Fields fields = new Fields();
        Optional<String> key = RequestKey.of(request.header(RequestKey.HEADER), form.id(), fields);
        String to = fields.text("to", form.to(), NAME_LENGTH_MAX);
        String currency = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(sender.tenant(), currency);
        Amount amount = new Amount(asset.id(), fields.positive("amount", form.amount(), asset.scale()));
        fields.check();
        TransferId id = key.map(text -> DerivedIds.transfer("internal transfer", sender + "\n" + text))
                .orElseGet(this::ownId);
        view.await(request);
        if (balances.available(sender, asset.id()) < amount.units()) {
            return before(sender, id, amount, asset, Refusal.refused(RejectReason.INSUFFICIENT_FUNDS));
        }
        Optional<AccountId> receiver = people.receivers().find(sender, to);
        if (receiver.isEmpty()) {
            return before(sender, id, amount, asset, Refusal.notFound("nobody here receives money under this name"));
        }
        if (receiver.get().equals(sender)) {
            throw Refusal.invalid("to", "somebody else");
        }
        try {
            people.payoutBan().requireMayPay(sender.tenant(), request.caller().userId());
        } catch (Refusal restricted) {
            return before(sender, id, amount, asset, restricted);
        }
        if (!(request.caller().credential() instanceof Credential.Key)) {
            try {
                people.secondFactor().confirm(request.caller(), form.code());
            } catch (Refusal e) {
                return before(sender, id, amount, asset, e);
            }
        }
        try {
            return send(new Transfer(id, sender, receiver.get(), amount, TransferKind.INTERNAL), asset);
        } catch (Refusal e) {
            if (e.code() == RefusalCode.TRANSFER_ID_EXPIRED) {
                return before(sender, id, amount, asset, e);
            }
            throw e;
        }
    }

    /** Of a transfer that nobody can ask for again: it says its time, so the exchange need not keep it. */
    private TransferId ownId() {
        return TransferId.dated(clock.millis(), UUID.randomUUID().getMostSignificantBits());
    }

    /** What was sent by this key before its money was spent, before its receiver left, or so long ago that only its view knows; otherwise the refusal. */
    private Answer before(AccountId sender, TransferId id, Amount amount, Asset asset, Refusal otherwise) {
        Sent known = sent.find(sender, id).orElseThrow(() -> otherwise);
        if (!known.amount().equals(amount)) {
            throw Refusal.refused(RejectReason.TRANSFER_ID_REUSED);
        }
        return Answer.ok(SentBody.of(known, asset));
    }

    private Answer send(Transfer transfer, Asset asset) {
        return switch (desk.transfer(transfer.from(), transfer).orThrow()) {
            case Moved.Now(var decided) ->
                Answer.created(SentBody.of(
                        new Sent(
                                transfer.id(),
                                transfer.amount(),
                                decided.sequence(),
                                LogTime.instant(decided.timeNanos())),
                        asset));
            case Moved.Before(long sequence) -> {
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
