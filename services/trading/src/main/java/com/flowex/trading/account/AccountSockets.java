package com.flowex.trading.account;

import com.flowex.desk.OrderEntryService;
import com.flowex.desk.ReadYourWrites;
import com.flowex.domain.AccountId;
import com.flowex.edge.Edge;
import com.flowex.edge.http.SocketClient;
import com.flowex.edge.stream.Channel;
import com.flowex.edge.stream.StreamClock;
import com.flowex.edge.stream.StreamHub;
import com.flowex.edge.stream.StreamLimits;
import com.flowex.edge.stream.StreamMetrics;
import com.flowex.edge.tenancy.Feature;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.ground.projection.ViewProgress;
import io.helidon.websocket.WsListener;
import java.util.Optional;

/** {@code /ws/account}, wired: its connections, and what they have in common. */
public final class AccountSockets implements AutoCloseable {

    private final Edge edge;
    private final AccountStream stream;
    private final AccountMessages messages;
    private final ViewProgress progress;
    private final ReadYourWrites writes;
    private final Attendance attendance;
    private final StreamHub hub;

    /** @param progress of the view that the stream reads */
    public AccountSockets(
            Edge edge, OrderEntryService desk, ReadYourWrites writes, AccountStream stream, ViewProgress progress) {
        this.edge = edge;
        this.stream = stream;
        this.messages = new AccountMessages(desk.listed());
        this.progress = progress;
        this.writes = writes;
        this.attendance = new Attendance(desk, edge.ground().workers(), StreamClock.SYSTEM);
        StreamMetrics figures = new StreamMetrics(
                "flowex.account.stream",
                "account stream",
                edge.ground().telemetry().registry(),
                edge.ground().telemetry().tenantLabels());
        this.hub = new StreamHub(
                "account-stream",
                (guest, line) -> new AccountConversation(this, guest, line),
                StreamLimits.DEFAULT.with(1, StreamLimits.DEFAULT.messageLengthMax()),
                clock(),
                figures,
                edge.ground().workers());
    }

    public void start() {
        hub.start();
        attendance.start();
    }

    /** What the HTTP server calls for each new WebSocket. */
    public WsListener listener(SocketClient guest) {
        return hub.listener(guest);
    }

    StreamClock clock() {
        return StreamClock.SYSTEM;
    }

    AccountMessages messages() {
        return messages;
    }

    Attendance attendance() {
        return attendance;
    }

    /** Why nobody of a tenant may stay, if so. */
    Optional<String> reasonToPart(int tenant) {
        Tenant known = edge.tenants().byNumber(tenant);
        if (known == null || !known.isActive() || !known.isOn(Feature.STREAMS)) {
            return Optional.of("tenant_suspended");
        }
        return progress.stopped().containsKey(tenant) ? Optional.of("view_behind") : Optional.empty();
    }

    /** The last number of an account, behind everything that it was told is done. */
    public long lastShown(AccountId account) {
        writes.await(account, 0, progress);
        return stream.last(account);
    }

    Channel channel(AccountId account, long from) {
        return new AccountChannel(
                stream,
                messages,
                clock(),
                account,
                from,
                edge.ground().telemetry().tracing());
    }

    /** Says goodbye to the clients: before the HTTP server stops, which would cut them off. */
    @Override
    public void close() {
        attendance.close();
        hub.close();
    }
}
