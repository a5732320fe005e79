package com.flowex.wallet.api.deposit;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.app.deposit.DepositWatcher;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsStore;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.TransactionBody;
import com.flowex.wallet.store.transaction.TransactionQueries;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/wallet/deposit}. On a real chain the answer is the deposit address. On the simulated chain the
 * deposit is paid and mined at once, and the answer is the credited transaction. The same key is the same deposit: 201
 * the first time, 200 with the same transaction afterwards.
 */
public final class DepositEndpoint implements Endpoint {

    /** The body as sent. */
    private record DepositBody(
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String network,
            @Nullable String id) {}

    private static final Logger LOG = LoggerFactory.getLogger(DepositEndpoint.class);

    private final TermsStore terms;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final Function<String, DepositWatcher> watchers;
    private final TransactionQueries transactions;

    public DepositEndpoint(
            TermsStore terms,
            CustodyConnections vault,
            AddressDirectory addresses,
            InstrumentDirectory directory,
            Function<String, DepositWatcher> watchers,
            TransactionQueries transactions) {
        this.terms = terms;
        this.vault = vault;
        this.addresses = addresses;
        this.directory = directory;
        this.watchers = watchers;
        this.transactions = transactions;
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        DepositBody body = request.body(DepositBody.class);
        Fields fields = new Fields();
        Optional<String> key = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), body.id(), fields);
        if (body.currency() == null) {
            throw Refusal.invalid("currency", "given");
        }
        Asset asset = directory.namedAsset(account.tenant(), body.currency());
        Chain chain = vault.named(asset, body.network());
        if (!(chain instanceof SimulatedChain simulated)) {
            fields.check();
            return Answer.ok(AddressBody.of(chain, asset, addresses.of(chain, account), terms.of(asset)));
        }
        long units = fields.positive("amount", body.amount(), asset.scale());
        fields.check();
        Optional<TransactionBody> before = key.flatMap(text -> transactions.depositBefore(account, text));
        if (before.isPresent()) {
            return repeated(before.get(), asset, units);
        }
        return paid(request, simulated, asset, units, key.orElseGet(() -> UUID.randomUUID()
                .toString()));
    }

    private static Answer repeated(TransactionBody before, Asset asset, long units) {
        IdempotencyKey.requireSame(
                List.of(before.currency(), before.amount()),
                List.of(asset.code(), Decimals.format(units, asset.scale())));
        return Answer.ok(before);
    }

    private Answer paid(Request request, SimulatedChain chain, Asset asset, long units, String key) {
        AccountId account = request.caller().account();
        Terms own = terms.of(asset);
        if (units < own.depositMinimum()) {
            throw Refusal.invalid("amount", "at least " + Decimals.format(own.depositMinimum(), asset.scale()));
        }
        Coin coin = chain.scheme().coin(asset.code()).orElseThrow();
        Payment payment = new Payment(
                addresses.of(chain, account),
                coin,
                ChainAmounts.onChain(units, asset.scale(), coin).orElseThrow(),
                "");
        int depth = units >= own.depositLarge()
                ? chain.scheme().network().finality()
                : chain.scheme().network().confirmations();
        SimulatedChain.Funded funded = chain.fund(account + "\n" + key, payment, depth);
        IdempotencyKey.requireSame(List.of(funded.payment()), List.of(payment));
        UUID id = DerivedIds.uuid("arrival", chain.scheme().network().code() + "\n" + funded.transaction() + "\n-1");
        runWatcher(watchers.apply(chain.scheme().network().code()));
        WalletTransaction transaction = transactions.find(account.tenant(), id).orElseThrow(DepositEndpoint::later);
        requireTaken(transaction);
        TransactionBody body = TransactionBody.of(transaction, asset);
        return funded.isNew() ? Answer.created(body) : Answer.ok(body);
    }

    /**
     * Lets the watcher run now. A failure is only logged: the payment is in a block, and the watcher credits it later.
     */
    private static void runWatcher(DepositWatcher watcher) {
        try {
            watcher.check();
        } catch (RuntimeException e) {
            LOG.info("a deposit is credited later: {}", e.toString());
        }
    }

    private static Refusal later() {
        String detail = "the payment is in a block and is credited a little later; ask again with the same id";
        return Refusal.forNow(RefusalCode.UNAVAILABLE, detail, 2);
    }

    /** Throws if the ledger did not take the deposit. It waits for an administrator, and its sender gets the reason. */
    private static void requireTaken(WalletTransaction transaction) {
        if (transaction.status() == WalletTransaction.Status.FROZEN) {
            RefusalCode code = RefusalCode.find(transaction.code()).orElse(RefusalCode.ACCOUNT_RESTRICTED);
            throw new Refusal(code, transaction.detail() + "; what was paid is kept until a human has decided");
        }
    }
}
