package com.flowex.wallet.internal;

import com.flowex.desk.Desk;
import com.flowex.desk.InstrumentDirectory;
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
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.edge.tenancy.Receivers;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.wallet.internal.SentTransfers.Sent;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/wallet/transfers}: money to another user of the same tenant. The same key is the same transfer: 201 the first time,
 * 200 ever after.
 *
 * <p>Who has not the money hears that before anybody is looked for: otherwise asking would tell for nothing who is there. Whoever cannot
 * receive and whoever does not exist are answered alike.
 */
public final class SendEndpoint implements Endpoint {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
    private static final String KEY_RULE = "1 to 64 characters of A-Z a-z 0-9 . _ : / -";
    private static final int NAME_LENGTH_MAX = 254;

    /** The body as sent. */
    private record SendForm(
            @Nullable String to,
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id) {}

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
    private final Receivers receivers;
    private final OwnView view;
    private final SentTransfers sent;

    SendEndpoint(Desk desk, InstrumentDirectory directory, Receivers receivers, OwnView view, SentTransfers sent) {
        this.desk = desk;
        this.directory = directory;
        this.receivers = receivers;
        this.view = view;
        this.sent = sent;
    }

    @Override
    public Answer answer(Request request) {
        AccountId sender = request.caller().account();
        SendForm form = request.body(SendForm.class);
        Fields fields = new Fields();
        Optional<String> key = key(form, request.header("Idempotency-Key"), fields);
        String to = fields.text("to", form.to(), NAME_LENGTH_MAX);
        String currency = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(sender.tenant(), currency);
        Amount amount = new Amount(asset.id(), fields.positive("amount", form.amount(), asset.scale()));
        fields.check();
        TransferId id = key.map(text -> InternalTransferIds.of(sender, text)).orElseGet(InternalTransferIds::fresh);
        view.await(request);
        if (sent.available(sender, asset.id()) < amount.units()) {
            return before(sender, id, amount, asset, Refusal.refused(RejectReason.INSUFFICIENT_FUNDS));
        }
        Optional<AccountId> receiver = receivers.find(sender, to);
        if (receiver.isEmpty()) {
            return before(sender, id, amount, asset, Refusal.notFound("nobody here receives money under this name"));
        }
        if (receiver.get().equals(sender)) {
            throw Refusal.invalid("to", "somebody else");
        }
        return send(new Transfer(id, sender, receiver.get(), amount, TransferKind.INTERNAL), asset);
    }

    private static Optional<String> key(SendForm form, Optional<String> header, Fields fields) {
        Optional<String> id = Optional.ofNullable(form.id());
        header.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("Idempotency-Key", KEY_RULE));
        id.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("id", KEY_RULE));
        if (id.isPresent() && header.isPresent() && !id.equals(header)) {
            fields.refuse("id", "equal to Idempotency-Key where both are given");
        }
        return header.or(() -> id);
    }

    /** What was sent by this key before its money was spent, or before its receiver left; otherwise the refusal. */
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
                                SentTransfers.at(decided.timeNanos())),
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
