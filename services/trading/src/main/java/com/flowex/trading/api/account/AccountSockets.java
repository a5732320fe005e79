package com.flowex.trading.api.account;

import com.flowex.access.Edge;
import com.flowex.access.auth.Caller;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.DisconnectCancellation;
import io.helidon.websocket.WsListener;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Server of {@code /ws/account}: its connections, and the parts that they share. */
public final class AccountSockets implements AutoCloseable {

    private final Edge edge;
    private final AccountStream stream;
    private final AccountMessages messages;
    private final InstrumentDirectory directory;
    private final ViewProgress progress;
    private final ToLongFunction<AccountId> lastShown;
    private final AccountTopics topics;
    private final DisconnectCancellation cancellation;
    private final StreamHub hub;

    /**
     * Creates the server; {@link #start} starts it.
     *
     * @param lastShown returns the number of an account's last entry, once the view shows every write that was
     *     confirmed to the account
     * @param progress progress of the view that the stream reads
     * @param topics topics of other services beside the entries
     */
    public AccountSockets(
            Edge edge,
            OrderEntryService orderEntry,
            AccountStream stream,
            ToLongFunction<AccountId> lastShown,
            ViewProgress progress,
            AccountTopics topics) {
        this.edge = edge;
        this.topics = topics;
        this.stream = stream;
        this.directory = orderEntry.listed();
        this.messages =
                new AccountMessages(directory, edge.platform().telemetry().tracing());
        this.progress = progress;
        this.lastShown = lastShown;
        this.cancellation =
                new DisconnectCancellation(orderEntry, edge.platform().workers(), StreamClock.SYSTEM);
        StreamMetrics figures = new StreamMetrics(
                "flowex.account.stream",
                "account stream",
                edge.platform().telemetry().registry(),
                edge.platform().telemetry().tenantLabels());
        this.hub = new StreamHub(
                "account-stream",
                (client, line) -> new AccountStreamProtocol(this, client, line),
                StreamLimits.DEFAULT.with(AccountStreamProtocol.TOPICS_MAX, StreamLimits.DEFAULT.messageLengthMax()),
                clock(),
                figures,
                edge.platform().workers());
    }

    public void start() {
        hub.start();
        cancellation.start();
    }

    /** Returns the listener of a new WebSocket; the HTTP server calls this for each. */
    public WsListener listener(SocketClient client) {
        return hub.listener(client);
    }

    StreamClock clock() {
        return StreamClock.SYSTEM;
    }

    AccountMessages messages() {
        return messages;
    }

    DisconnectCancellation disconnectCancellation() {
        return cancellation;
    }

    /**
     * Returns a caller for the account that a connection follows.
     *
     * @param isolated market of the isolated account; empty means the main account
     */
    Caller actingFor(Caller caller, Optional<String> isolated) {
        return isolated.map(symbol -> new IsolatedAccounts(directory).of(caller.account(), symbol))
                .map(caller::actingFor)
                .orElse(caller);
    }

    /**
     * Returns the scopes of cancel on disconnect of an account.
     *
     * @param symbols markets; empty means all markets
     * @throws Refusal if one of them is not listed
     */
    Set<DisconnectCancellation.Scope> scopes(AccountId account, Set<String> symbols) {
        if (symbols.isEmpty()) {
            return Set.of(new DisconnectCancellation.Scope(account, null));
        }
        Set<DisconnectCancellation.Scope> scopes = new LinkedHashSet<>();
        for (String symbol : symbols) {
            ListedMarket market = directory
                    .find(account.tenant(), symbol)
                    .orElseThrow(() -> new Refusal(RefusalCode.UNKNOWN_INSTRUMENT, "there is no market " + symbol));
            scopes.add(new DisconnectCancellation.Scope(
                    account, market.instrument().id()));
        }
        return scopes;
    }

    /** Returns the reason to end all connections of a tenant; empty if there is none. */
    Optional<String> reasonToPart(int tenant) {
        if (!edge.tenants().offers(tenant, Feature.STREAMS)) {
            return Optional.of("tenant_suspended");
        }
        return progress.stopped().containsKey(tenant) ? Optional.of("view_behind") : Optional.empty();
    }

    /**
     * Returns the number of an account's last entry, once the view shows every write that was confirmed to the account.
     */
    long lastShown(AccountId account) {
        return lastShown.applyAsLong(account);
    }

    Channel channel(AccountId account, long from) {
        return new AccountChannel(stream, clock(), account, from, messages);
    }

    /** Returns the channel with another service's news of an account from now on. */
    Channel notices(AccountId account) {
        return topics.notices().apply(account);
    }

    Channel margin(AccountId account) {
        return topics.margin().apply(account);
    }

    Channel work(AccountId account) {
        return new OwnWorkChannel(topics.work(), clock(), account, messages);
    }

    /**
     * Ends the clients' connections in order. Must be called before the HTTP server stops, which would cut them off.
     */
    @Override
    public void close() {
        cancellation.close();
        hub.close();
    }
}
