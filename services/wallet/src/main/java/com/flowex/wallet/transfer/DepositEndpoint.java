package com.flowex.wallet.transfer;

import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.Moved;
import com.flowex.desk.OwnView;
import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.domain.event.TransferPosted;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.settings.Profile;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/wallet/deposit}: money from the simulated chain, credited at once. The same key is the same deposit:
 * 201 the first time, 200 with the same transaction ever after.
 */
public final class DepositEndpoint implements Endpoint {

    /** The body as sent. */
    private record DepositBody(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String id) {}

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
    private static final String KEY_RULE = "1 to 64 characters of A-Z a-z 0-9 . _ : / -";

    private final Desk desk;
    private final InstrumentDirectory directory;
    private final TransactionQueries transactions;
    private final OwnView view;
    private final Profile profile;
    private final DepositKeys keys = new DepositKeys();

    /** @param profile money out of nothing is for the default profile only */
    public DepositEndpoint(
            Desk desk, InstrumentDirectory directory, TransactionQueries transactions, OwnView view, Profile profile) {
        this.desk = desk;
        this.directory = directory;
        this.transactions = transactions;
        this.view = view;
        this.profile = profile;
    }

    @Override
    public Answer answer(Request request) {
        if (profile != Profile.DEV) {
            throw Refusal.notYet("a deposit from a real chain");
        }
        AccountId account = request.caller().account();
        DepositBody body = request.body(DepositBody.class);
        Fields fields = new Fields();
        Optional<String> key = key(body, request.header("Idempotency-Key"), fields);
        Asset asset = directory.namedAsset(account.tenant(), currency(body));
        long units = fields.positive("amount", body.amount(), asset.scale());
        fields.check();
        TransferId id = key.map(text -> keys.of(account, text)).orElseGet(keys::fresh);
        Transfer transfer = new Transfer(
                id,
                AccountId.outsideOf(account.tenant()),
                account,
                new Amount(asset.id(), units),
                TransferKind.DEPOSIT);
        return deposit(transfer, asset, request);
    }

    private static String currency(DepositBody body) {
        if (body.currency() == null) {
            throw Refusal.invalid("currency", "given");
        }
        return body.currency();
    }

    private static Optional<String> key(DepositBody body, Optional<String> header, Fields fields) {
        Optional<String> id = Optional.ofNullable(body.id());
        header.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("Idempotency-Key", KEY_RULE));
        id.filter(text -> !KEY.matcher(text).matches()).ifPresent(_ -> fields.refuse("id", KEY_RULE));
        if (id.isPresent() && header.isPresent() && !id.equals(header)) {
            fields.refuse("id", "equal to Idempotency-Key where both are given");
        }
        return header.or(() -> id);
    }

    private Answer deposit(Transfer transfer, Asset asset, Request request) {
        return switch (desk.transfer(transfer.to(), transfer).orThrow()) {
            case Moved.Now(var decided) -> Answer.created(body(decided, asset));
            case Moved.Before(long sequence) -> repeated(transfer.to(), sequence, asset, request);
        };
    }

    private static TransactionBody body(Decided decided, Asset asset) {
        if (decided.events().getFirst() instanceof TransferPosted(Transfer transfer)) {
            return TransactionBody.of(TransactionRow.in(transfer, decided.sequence(), decided.timeNanos()), asset);
        }
        throw new IllegalStateException("the events of a transfer begin with TransferPosted");
    }

    /** The transaction of the event {@code sequence}, from the view. */
    private Answer repeated(AccountId account, long sequence, Asset asset, Request request) {
        view.await(request);
        TransactionRow row =
                transactions.page(new TransactionQueries.Wanted(account, null, null, sequence + 1, 1)).stream()
                        .filter(found -> found.sequence() == sequence)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("transfer " + sequence + " is not in the view"));
        return Answer.ok(TransactionBody.of(row, asset));
    }
}
