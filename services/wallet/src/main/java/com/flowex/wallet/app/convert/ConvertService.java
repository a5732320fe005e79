package com.flowex.wallet.app.convert;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.store.convert.Convert;
import com.flowex.wallet.store.convert.Convert.Status;
import com.flowex.wallet.store.convert.ConvertsTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Quotes for conversions, and their execution. */
public final class ConvertService {

    /** Time for which a quote that was not accepted can still be looked up. */
    private static final Duration FORGET_AFTER = Duration.ofHours(1);

    private final Database database;
    private final OrderEntryService orderEntry;
    private final ConvertPricing quotes;
    private final ConvertSaga kind;
    private final InstantSource clock;

    /** Brings the tables up to date. */
    public ConvertService(
            Database database,
            OrderEntryService orderEntry,
            OrderExecutions executions,
            ConvertSettings settings,
            InstantSource clock) {
        database.migrate("convert");
        this.database = database;
        this.orderEntry = orderEntry;
        this.quotes = new ConvertPricing(orderEntry, settings, clock);
        this.kind = new ConvertSaga(database, orderEntry, executions);
        this.clock = clock;
    }

    /** Returns the saga kind of conversions. */
    public SagaKind kind() {
        return kind;
    }

    /** Returns the markets for conversions. */
    public InstrumentDirectory listed() {
        return orderEntry.listed();
    }

    public static SagaKey key(int tenant, UUID id) {
        return new SagaKey(tenant, ConvertSaga.NAME, id);
    }

    public Convert quote(AccountId account, Asset from, Asset to, long units) {
        Convert quote = quotes.quote(account, from, to, units);
        Instant old = clock.instant().minus(FORGET_AFTER);
        return database.transaction(account.tenant(), connection -> {
            ConvertsTable.forget(connection, account, old);
            ConvertsTable.insert(connection, quote);
            return quote;
        });
    }

    /**
     * Executes a quote, once.
     *
     * @return false if it was accepted before
     */
    public boolean take(AccountId account, UUID id, Sagas sagas) {
        int tenant = account.tenant();
        boolean isNew = TransactionRetry.change(database, tenant, connection -> {
            Convert quote = own(ConvertsTable.held(connection, tenant, id), account);
            if (quote.status() != Status.QUOTED) {
                return false;
            }
            if (quote.expiresAt().isBefore(clock.instant())) {
                throw new Refusal(RefusalCode.QUOTE_EXPIRED, "the quote has expired: ask for another");
            }
            ConvertsTable.become(connection, tenant, id, Status.RUNNING, "");
            sagas.begin(connection, key(tenant, id));
            return true;
        });
        sagas.check();
        return isNew;
    }

    public Convert find(AccountId account, UUID id) {
        int tenant = account.tenant();
        return own(database.query(tenant, connection -> ConvertsTable.find(connection, tenant, id)), account);
    }

    private static Convert own(Optional<Convert> found, AccountId account) {
        return found.filter(convert -> convert.account().equals(account))
                .orElseThrow(() -> Refusal.notFound("you have no such quote"));
    }
}
